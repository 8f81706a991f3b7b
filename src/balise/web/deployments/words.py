# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of the gateway, in both languages."""

from collections.abc import Mapping

from balise.core.language import Text
from balise.core.policy import Capability, DataPolicy, Standing
from balise.core.refusals import RefusalCode

POLICY_WORDS: Mapping[DataPolicy, Text] = {
    DataPolicy.OFF: Text("non recherchées", "not looked for"),
    DataPolicy.OBSERVE: Text("comptées, envoyées telles quelles", "counted, sent as they are"),
    DataPolicy.PSEUDONYMISE: Text("pseudonymisées", "pseudonymised"),
    DataPolicy.BLOCK: Text("bloquées", "blocked"),
}
CAPABILITY_WORDS: Mapping[Capability, Text] = {
    Capability.CHAT: Text("conversation", "chat"),
    Capability.COMPLETION: Text("complétion", "completion"),
    Capability.EMBEDDING: Text("vecteurs", "embeddings"),
}
CLOSED_BECAUSE: Mapping[Standing, RefusalCode] = {
    Standing.NOT_DEPLOYED: RefusalCode.NOT_DEPLOYED,
    Standing.SUSPENDED: RefusalCode.SUSPENDED,
    Standing.WITHDRAWN: RefusalCode.WITHDRAWN,
}
"""What the gateway answers while the dossier does not let its use serve."""

REFUSED_BECAUSE: Mapping[RefusalCode, Text] = {
    RefusalCode.NO_BUNDLE: Text("sans règles", "without rules"),
    RefusalCode.UNKNOWN_KEY: Text("clé inconnue", "unknown key"),
    RefusalCode.EXPIRED_KEY: Text("clé expirée", "expired key"),
    RefusalCode.NOT_DEPLOYED: Text("usage pas encore en service", "use not in service yet"),
    RefusalCode.SUSPENDED: Text("usage suspendu", "use suspended"),
    RefusalCode.WITHDRAWN: Text("usage retiré", "use withdrawn"),
    RefusalCode.EXPIRED: Text("autorisation arrivée à son terme", "authorisation at its end"),
    RefusalCode.DIRECT_INTERACTION: Text("réponse directe au public", "direct answer to the public"),
    RefusalCode.MODEL_NOT_ALLOWED: Text("modèle que la clé n’ouvre pas", "model that the key does not open"),
    RefusalCode.NOT_IN_CATALOGUE: Text("modèle absent du catalogue", "model not in the catalogue"),
    RefusalCode.NOT_FOR_THIS_USE: Text("modèle non permis pour ces données", "model not permitted for this data"),
    RefusalCode.CAPABILITY: Text("modèle qui ne sait pas le faire", "model that cannot do it"),
    RefusalCode.JURISDICTION: Text("pays du fournisseur non admis", "country of the provider not admitted"),
    RefusalCode.LARGER_MODEL: Text("modèle plus grand que justifié", "model larger than justified"),
    RefusalCode.TRAINING_REQUIRED: Text("formation demandée", "training required"),
    RefusalCode.TRAINING_EXPIRED: Text("formation échue", "training out of date"),
    RefusalCode.TOKENS_OF_THE_DAY: Text("quota de jetons du jour épuisé", "token quota of the day used up"),
    RefusalCode.TOKENS_OF_THE_MONTH: Text("quota de jetons du mois épuisé", "token quota of the month used up"),
    RefusalCode.ENERGY_OF_THE_DAY: Text("budget d’énergie du jour épuisé", "energy budget of the day used up"),
    RefusalCode.ENERGY_OF_THE_MONTH: Text("budget d’énergie du mois épuisé", "energy budget of the month used up"),
    RefusalCode.PERSONAL_DATA: Text("données personnelles dans le texte", "personal data in the text"),
    RefusalCode.UNREADABLE_PART: Text("partie sans texte à lire", "part with no text to read"),
    RefusalCode.DETECTION_FAILED: Text(
        "recherche de données personnelles inachevée", "search for personal data unfinished"
    ),
    RefusalCode.JOURNAL_UNAVAILABLE: Text("journal d’usage indisponible", "usage journal unavailable"),
}
"""Why calls were refused, when they are counted: the sentence of one call names its own model and country."""
