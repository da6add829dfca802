"""Browsers in which somebody is signed in."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from .user import User


class Session(AbstractBaseSession):
    """Django's session that knows whose it is, so that a person sees and ends the own ones."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions", verbose_name="чей")

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "сеанс"
        verbose_name_plural = "сеансы"

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore
