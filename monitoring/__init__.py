"""Top floor: surveys, the four Kirkpatrick levels, dashboards, pages that gather from several floors."""
