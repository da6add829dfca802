"""The Django admin under our own sign-in page and Russian titles."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.shortcuts import redirect
from django.urls import reverse


class OfficeAdminSite(AdminSite):
    site_header = "Наставник: администрирование"
    site_title = "Наставник"
    index_title = "Второй вход кабинета наставничества"
    enable_nav_sidebar = True

    def login(self, request, extra_context=None):
        """One sign-in path for everybody."""
        if request.user.is_authenticated:
            return redirect("home")
        return redirect(f"{reverse('sign_in')}?next={request.get_full_path()}")


class OfficeAdminConfig(AdminConfig):
    default_site = "mentoring.admin_site.OfficeAdminSite"
