"""The demo college, played through the real actions with a fixed seed: nothing here writes rows on its own."""


def progress(say, what, done, total, every=20):
    """A line now and then of what takes long."""
    if total >= 2 * every and (done % every == 0 or done == total):
        say(f"  {what}: {done} из {total}")
