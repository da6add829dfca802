"""The fixed cast: curator, mentor, that mentor's mentee, a mentor of another pair, director, supervisor, outsider."""

from mentoring.tests import make


class Cast:
    """People by part: cast.curator, cast.mentor…; cast.pair joins mentor and mentee, cast.other_pair two strangers."""

    def __init__(self):
        unit = make.unit()
        self.curator = make.person("Белова Ольга Николаевна", login=True, roles=["curator"], post="методист")
        self.director = make.person("Лаврова Елена Викторовна", login=True, roles=["director"], post="директор")
        self.supervisor = make.person("Соколова Наталья Юрьевна", login=True, post="заведующий отделением")
        unit.head = self.supervisor
        unit.save(update_fields=["head"])
        self.unit = unit
        self.mentor = make.mentor("Ковалёва Марина Сергеевна", login=True, unit=unit).person
        self.mentee = make.mentee("Жуков Артём Денисович", login=True, unit=unit).person
        self.other_mentor = make.mentor("Панина Светлана Игоревна", login=True).person
        self.other_mentee = make.mentee("Ершов Денис Павлович", login=True).person
        self.admin = make.person("Зимин Роман Андреевич", login=True, roles=["admin"], post="инженер")
        self.outsider = make.person("Орлов Кирилл Сергеевич", login=True)
        self.pair = make.pair([self.mentor], [self.mentee])
        self.other_pair = make.pair([self.other_mentor], [self.other_mentee])

    def actor(self, part, role=""):
        return make.actor(getattr(self, part), role)
