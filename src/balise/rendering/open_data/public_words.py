# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the codes of the open data mean, in words: where a use stands, and the channels of its notices."""

from collections.abc import Mapping

from balise.core.language import Text
from balise.core.notices import Channel
from balise.core.register import PublicStatus

STATUSES: Mapping[PublicStatus, Text] = {
    PublicStatus.DECLARED: Text("déclaré", "declared"),
    PublicStatus.UNDER_REVIEW: Text("à l’examen", "under review"),
    PublicStatus.ACCEPTED: Text("accepté", "accepted"),
    PublicStatus.TRIAL: Text("à l’essai", "on trial"),
    PublicStatus.IN_SERVICE: Text("en service", "in service"),
    PublicStatus.SUSPENDED: Text("suspendu", "suspended"),
    PublicStatus.WITHDRAWN: Text("arrêté", "withdrawn"),
    PublicStatus.REFUSED: Text("refusé", "refused"),
    PublicStatus.GIVEN_UP: Text("abandonné", "given up"),
}
CHANNELS: Mapping[Channel, Text] = {
    Channel.LETTER: Text("courrier", "letter"),
    Channel.EMAIL: Text("courriel", "e-mail"),
    Channel.DECISION: Text("décision notifiée", "notified decision"),
    Channel.CONVERSATION: Text("conversation avec l’outil", "conversation with the tool"),
    Channel.PHONE: Text("téléphone", "phone"),
    Channel.WEB_TEXT: Text("texte en ligne", "text online"),
    Channel.MEDIA: Text("image, son ou vidéo", "image, sound or video"),
    Channel.MINUTES: Text("compte rendu", "minutes"),
    Channel.TRANSLATION: Text("traduction", "translation"),
    Channel.PLACE: Text("lieu", "place"),
    Channel.STAFF: Text("agents", "staff"),
}
