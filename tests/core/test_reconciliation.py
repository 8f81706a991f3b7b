# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from balise.core.outside_usage import KnownUse, Measured, reconcile, services_named

NAMED = {"chatgpt": ("chatgpt", "chat gpt"), "mistral": ("mistral", "le chat"), "deepl": ("deepl",)}


def use(number: str, words: str, *, serving: bool = True, calls: int | None = None) -> KnownUse:
    return KnownUse(number, number, words, serving, calls)


def measured(service: str) -> Measured:
    return Measured(service, 12, ("2026-10",))


def test_each_use_and_each_service_is_told_once_where_it_belongs() -> None:
    found = reconcile(
        (
            use("1", "traduction avec deepl"),
            use("2", "le chat de mistral"),
            use("3", "logiciel metier"),
            use("4", "modele local", calls=40),
            use("5", "modele local", calls=0),
            use("6", "chatgpt pour les courriers", serving=False),
            use("7", "le chat", serving=False),
        ),
        (measured("deepl"), measured("chatgpt")),
        NAMED,
    )
    assert [(each.service, [use.number for use in declared]) for each, declared in found.used_not_approved] == [
        ("chatgpt", ["6"])
    ], "declared and measured: it is told, with the declaration that awaits a dossier"
    assert [each.number for each in found.approved_unused] == ["2", "5"]
    assert [each.number for each in found.declared_unmeasured] == ["7"]
    assert [each.number for each in found.not_measurable] == ["3"]
    assert [(each.number, shown) for each, shown in found.agreeing] == [("1", ("deepl",)), ("4", ())]


def test_a_service_is_named_by_whole_words() -> None:
    assert services_named("chatgptique, mistralien", NAMED) == []
    assert services_named("deepl (traduction), chat-gpt", NAMED) == ["chatgpt", "deepl"]
