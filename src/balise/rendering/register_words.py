# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of the public register: where a use stands, and the parts of its page, as residents read them."""

from collections.abc import Mapping

from balise.core.language import Text
from balise.core.notices import Channel
from balise.core.register import Part, PublicStatus
from balise.rendering.document import Tone

STATUS_WORDS: Mapping[PublicStatus, Text] = {
    PublicStatus.DECLARED: Text("Déclaré, pas encore examiné", "Declared, not yet reviewed"),
    PublicStatus.UNDER_REVIEW: Text("À l’étude", "Under review"),
    PublicStatus.ACCEPTED: Text("Accepté, pas encore en service", "Accepted, not yet in service"),
    PublicStatus.TRIAL: Text("À l’essai", "On trial"),
    PublicStatus.IN_SERVICE: Text("En service", "In service"),
    PublicStatus.SUSPENDED: Text("Suspendu", "Suspended"),
    PublicStatus.WITHDRAWN: Text("Retiré du service", "Withdrawn from service"),
    PublicStatus.REFUSED: Text("Refusé", "Refused"),
    PublicStatus.GIVEN_UP: Text("Abandonné", "Given up"),
}
"""Where a use stands, in the words of its page."""

STATUS_TONES: Mapping[PublicStatus, Tone] = {
    PublicStatus.DECLARED: Tone.ASK,
    PublicStatus.UNDER_REVIEW: Tone.ASK,
    PublicStatus.ACCEPTED: Tone.OK,
    PublicStatus.TRIAL: Tone.FIX,
    PublicStatus.IN_SERVICE: Tone.OK,
    PublicStatus.SUSPENDED: Tone.STOP,
    PublicStatus.WITHDRAWN: Tone.ASK,
    PublicStatus.REFUSED: Tone.STOP,
    PublicStatus.GIVEN_UP: Tone.ASK,
}
"""The shape beside the words."""

PART_TITLES: Mapping[Part, Text] = {
    Part.PURPOSE: Text("À quoi cela sert", "What it is for"),
    Part.PEOPLE: Text("Qui est concerné", "Who is concerned"),
    Part.DECISION: Text("Qui décide", "Who decides"),
    Part.DATA: Text("Quelles données", "Which data"),
    Part.TOOL: Text("Quel outil", "Which tool"),
    Part.SOVEREIGNTY: Text("De qui l’on dépend, et comment en sortir", "On whom we depend, and how to leave"),
    Part.RISKS: Text("Les risques, et ce qui est fait", "The risks, and what is done"),
    Part.STAFF: Text("Les agents", "Staff"),
    Part.ACCESS: Text("L’accessibilité", "Accessibility"),
    Part.ENVIRONMENT: Text("L’environnement", "The environment"),
    Part.MONEY: Text("L’argent", "Money"),
}
"""The headings of an entry, in the order in which residents ask."""

CHANNEL_WORDS: Mapping[Channel, Text] = {
    Channel.LETTER: Text("Courriers", "Letters"),
    Channel.EMAIL: Text("Courriels", "E-mails"),
    Channel.DECISION: Text("Décisions individuelles", "Individual decisions"),
    Channel.CONVERSATION: Text("Conversations et formulaires", "Conversations and forms"),
    Channel.PHONE: Text("Téléphone", "Telephone"),
    Channel.WEB_TEXT: Text("Articles et communiqués", "Articles and press releases"),
    Channel.MEDIA: Text("Images, sons et vidéos", "Pictures, sounds and videos"),
    Channel.MINUTES: Text("Comptes rendus et transcriptions", "Minutes and transcripts"),
    Channel.TRANSLATION: Text("Traductions et textes simplifiés", "Translations and simplified texts"),
    Channel.PLACE: Text("Sur place", "On the premises"),
    Channel.STAFF: Text("Agents de la collectivité", "Staff of the authority"),
}
"""The channels, as the headings of a list of notices."""
