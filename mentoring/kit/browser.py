"""Where somebody signed in from, in words a person recognizes; nothing finer than that is kept."""

from ipaddress import ip_address, ip_network

BROWSERS = (
    ("YaBrowser/", "Яндекс Браузер"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
UNKNOWN = "Браузер не назвался"
NETWORKS = {4: 24, 6: 48}


def browser_words(agent):
    """«Firefox, Windows»; what is not recognized is not shown."""
    found = [next((word for mark, word in table if mark in agent), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(word for word in found if word) or UNKNOWN


def network_words(address):
    """«203.0.113.0/24»: the network of an address, not the machine in it; empty when there is none."""
    try:
        kind = ip_address(address or "")
    except ValueError:
        return ""
    return str(ip_network(f"{kind}/{NETWORKS[kind.version]}", strict=False))
