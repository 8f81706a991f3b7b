# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from balise.rendering.document import SHAPES, Tone, legible


def test_it_gives_each_tone_its_own_shape():
    assert set(SHAPES) == set(Tone)
    assert len(set(SHAPES.values())) == len(Tone)


def test_it_removes_what_would_command_a_terminal_or_reverse_the_letters():
    assert legible("\x1b[31mrouge\u202e tleh\x00\x9b") == "[31mrouge tleh"


def test_it_removes_what_no_file_can_hold():
    legible("\ud800 \ufffe").encode("utf-8")

    assert legible("a\ud800b\ufffec") == "abc"


def test_it_keeps_accents_no_break_spaces_and_line_ends():
    kept = "« é\u0301 »\u00a0\u202f\n\t→"

    assert legible(kept) == kept
