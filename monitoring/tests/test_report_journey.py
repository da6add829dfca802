"""Show 4 without a browser: from the deed to the sent report in four steps, everything else is filled in (R33)."""

import re
import sys

from monitoring.tests.journey.report import ADAPTATION, CHARS_A_MINUTE, PERFORMANCE, STEP_SECONDS
from programs.models import ProgressReport
from programs.tests import make_report as mr


def inputs(html):
    """{name: value} of the form as it stands: hidden fields, chosen radios, prefilled texts, the chosen recipient."""
    form = html[html.index('<form method="post" data-guard>') :]
    form = form[: form.index("</form>")]
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    for tag in re.findall(r"<input[^>]*type=\"radio\"[^>]*>", form):
        if "checked" in tag:
            found[re.search(r'name="(\w+)"', tag)[1]] = re.search(r'value="(\w+)"', tag)[1]
    for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>\s*(.*?)</textarea>', form, re.S):
        found[name] = text
    found["unit"] = ""
    return found, form


def test_four_steps_from_the_deed_to_the_sent_report(cast, sign_in, capsys):
    program = mr.program(cast)
    mr.work(cast, program)
    report = mr.due(cast, program)
    client, steps = sign_in(cast.mentor), []
    home = client.get("/").content.decode()
    url = re.search(rf'href="(/reports/{report.pk}/edit/)"', home)[1]
    page = client.get(url).content.decode()
    steps.append("Добавить")
    said, form = inputs(page)
    assert said["conclusion"] in ("on_track", "support")
    assert said["further"]
    said.update(adaptation=ADAPTATION, performance=PERFORMANCE)
    steps += ["адаптация", "результативность"]
    done = client.post(url, {**said, "send": "1"}, follow=True).content.decode()
    steps.append("Отправить отчёт")
    assert "Отчёт у куратора" in done
    kept = ProgressReport.objects.get(pk=report.pk)
    assert (kept.state, len(steps)) == ("submitted", 4)
    share = re.search(r"Заполнено за вас (\d+) из (\d+)", page)
    filled, total = int(share[1]), int(share[2])
    assert (filled, total) == (kept.filled, kept.total)
    assert filled / total >= 0.8
    stops = len(re.findall(r"<(?:textarea|select|button|a )", form)) + 1
    minutes = (len(ADAPTATION) + len(PERFORMANCE)) / CHARS_A_MINUTE + stops * STEP_SECONDS / 60
    with capsys.disabled():
        sys.stdout.write(f"\n{share[0]} ({100 * filled / total:.0f} %), {len(steps)} шага, около {minutes:.1f} мин\n")
    assert minutes < 5
