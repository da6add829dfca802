"""Who signs in with a code beside the password."""

from mentoring.kit.verdict import YES, no
from mentoring.office import office


def must_have_factor(actor):
    """Whether a role held today obliges to a second step of the sign-in."""
    return actor.has(*office().setting("factor_roles"))


def may_switch_factor_off(actor):
    if must_have_factor(actor):
        return no("Вашей роли второй шаг входа обязателен. Можно подключить другой телефон.")
    return YES
