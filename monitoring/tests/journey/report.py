"""What a mentor types into an interim report, and how long a person needs for it by an honest estimate."""

ADAPTATION = (
    "Занятия ведёт сам, журнал и СДО – без подсказок. Помощь ещё нужна, когда группа не успевает за планом занятия: "
    "договорились разобрать это на двух посещениях в январе."
)
PERFORMANCE = (
    "Практика занимает половину занятия, цели проверяемые. Видно по двум посещённым занятиям и по картам, которые приняла "
    "комиссия."
)
CHARS_A_MINUTE = 120  # an unhurried hand, thinking included
STEP_SECONDS = 1.5  # one stop of the Tab key with a glance
