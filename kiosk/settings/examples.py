# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An example for each setting whose default shows none; ``Meta.extra["example"]`` goes before."""

from typing import Any

_SECRETS = "/run/credentials/infusion-kiosk-courier.service/secrets_"

# Any: each value is of its own setting's type; a test converts every one of them.
EXAMPLES: dict[str, Any] = {
    "center.name": "Harbor Infusion Center",
    "center.phone": "(555) 555-0100",
    "center.after_hours_phone": "(555) 555-0101",
    "center.address": "100 Harbor Street, Springfield",
    "center.observation_minutes": 30,
    "center.fever_f": 100.4,
    "center.accent": "#1F6F54",
    "center.logo": "logo.svg",
    "center.offices.fax": "(555) 555-0102",
    "center.offices.phone": "(555) 555-0103",
    "center.offices.portal": "https://referrals.harbor-infusion.example",
    "center.hours": "8:00-17:00",
    "display.width_mm": 527.0,
    "display.height_mm": 296.0,
    "display.floor_mm": 900.0,
    "display.quiet": "19:00-7:00",
    "printing.printer": "lobby",
    "delivery[].name": "front-desk",
    "delivery[].kind": "webhook",
    "delivery[].path": "/srv/requests",
    "delivery[].url": "https://intake.harbor-infusion.example/kiosk",
    "delivery[].secret_file": f"{_SECRETS}front-desk",
    "delivery[].ca_file": "/etc/infusion-kiosk/authority.pem",
    "delivery[].cert_file": "/etc/infusion-kiosk/client.pem",
    "delivery[].cert_key_file": f"{_SECRETS}client.key",
    "delivery[].proxy": "http://proxy.harbor-infusion.example:3128",
    "delivery[].identity_file": f"{_SECRETS}courier.key",
    "delivery[].user": "kiosk",
    "delivery[].client_id": "infusion-kiosk",
    "delivery[].client_key_file": f"{_SECRETS}smart.pem",
    "delivery[].client_key_id": "kiosk-2026",
    "delivery[].scope": "system/Patient.crus system/Task.crus",
    "delivery[].organization": "Organization/42",
    "keys.recipients": ("age18ukqs4q60y4zswh0m8537ekeuhrwcrw3qszrgw8kqvgx433eyqxqwvjzez",),
    "keeping.health_file": "/var/lib/prometheus/node-exporter/kiosk.prom",
    "fleet.host": "broker.harbor-infusion.example",
    "fleet.place": "Lobby, by the window",
    "fleet.ca_file": "/etc/infusion-kiosk/fleet/ca.pem",
    "fleet.cert_file": "/etc/infusion-kiosk/fleet/kiosk.pem",
    "fleet.cert_key_file": "/etc/infusion-kiosk/fleet/kiosk.key",
    "fleet.password_file": f"{_SECRETS}broker",
    "fleet.desk_keys": ("desk.front:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",),
    "speech.headphones": "keys",
    "speech.start_key": "F13",
    "speech.plug_key": "F14",
    "speech.unplug_key": "F15",
    "speech.switch_key": "F16",
    "speech.recordings": "/var/lib/infusion-kiosk-recordings",
}
