# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What became of the data when a tool was left, in words."""

from collections.abc import Mapping

from balise.core.language import Text
from balise.core.situation import DataFate

FATE_LABELS: Mapping[DataFate, Text] = {
    DataFate.RETURNED: Text("rendues à la collectivité", "returned to the authority"),
    DataFate.DELETED: Text("supprimées", "deleted"),
    DataFate.RETURNED_AND_DELETED: Text("rendues puis supprimées", "returned, then deleted"),
    DataFate.NONE_HELD: Text("l’outil n’en gardait pas", "the tool held none"),
}
