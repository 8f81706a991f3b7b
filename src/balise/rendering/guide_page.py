# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The practical guide as pages: a situation for one audience, and the list of situations.

Whoever opens the guide has a letter to send in ten minutes. What is forbidden comes first, then what to do, then the
words to copy; why comes last, with what each wording is worth.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from balise.core.frameworks import Commitment, Framework, Kind, Wording
from balise.core.guide import (
    AllowedTool,
    Ask,
    Audience,
    Bearing,
    CommitmentAdvice,
    Contact,
    Group,
    SituationAdvice,
    WorkSituation,
    in_order,
)
from balise.core.language import Language, Text
from balise.core.notice_texts import facts_from, notice_words
from balise.core.notices import Channel, Ground, Layer, Need, NoticeNeed
from balise.core.references import Source, SourceStatus
from balise.rendering.answer_words import fact_in_words
from balise.rendering.commitments import references_of, statement
from balise.rendering.document import (
    Aside,
    Block,
    BulletList,
    Code,
    Definition,
    DefinitionList,
    Disclosure,
    Document,
    FindingItem,
    FindingList,
    Link,
    Manner,
    Mark,
    Note,
    Paragraph,
    Quotation,
    Run,
    Runs,
    Section,
    Strong,
    Table,
    Tone,
    Verdict,
)
from balise.rendering.findings import wording_tag
from balise.rendering.provenance import short_title
from balise.rendering.register_words import CHANNEL_WORDS
from balise.rendering.typography import (
    AND,
    Counted,
    capitalised,
    date_in_words,
    joined,
    labelled,
    quoted,
    semicolon,
    sentence,
)
from balise.rendering.vocabulary import WORDINGS_EXPLAINED, word

AUDIENCE_WORDS: Mapping[Audience, Text] = {
    Audience.STAFF: Text("agents", "staff"),
    Audience.COUNCILLORS: Text("élus", "councillors"),
    Audience.RESIDENTS: Text("habitants", "residents"),
}
GROUP_WORDS: Mapping[Group, Text] = {
    Group.WRITING: Text("Écrire", "Writing"),
    Group.READING: Text("Lire, écouter, chercher", "Reading, listening, searching"),
    Group.PEOPLE: Text("Ce qui touche des personnes", "What concerns people"),
    Group.MAKING: Text("Fabriquer", "Making"),
    Group.TOOLS: Text("Choisir un outil", "Choosing a tool"),
}
CONTACT_WORDS: Mapping[Contact, Text] = {
    Contact.DPO: Text("Le délégué à la protection des données (DPO)", "The data protection officer (DPO)"),
    Contact.IT: Text("La direction informatique", "The IT department"),
    Contact.MANAGER: Text("Votre responsable", "Your manager"),
    Contact.SECURITY: Text("Le responsable de la sécurité informatique", "The information security officer"),
    Contact.COMMUNICATION: Text("La communication", "Communication"),
    Contact.HUMAN_RESOURCES: Text("Les ressources humaines", "Human resources"),
    Contact.LEGAL: Text("Le service juridique", "The legal department"),
    Contact.AUTHORITY: Text("Le service qui vous a écrit", "The unit that wrote to you"),
    Contact.MAYORS_OFFICE: Text("Le cabinet du maire ou du président", "The office of the mayor or president"),
    Contact.CHIEF_EXECUTIVE: Text("La direction générale des services", "The chief executive’s office"),
}
_GUIDE = Text("Guide pratique", "Practical guide")
_FOR = Text("Guide pratique, pour les {audience}", "Practical guide, for {audience}")
_DO = {
    Audience.STAFF: Text("Faites", "Do"),
    Audience.COUNCILLORS: Text("Faites", "Do"),
    Audience.RESIDENTS: Text("En pratique", "In practice"),
}
_DONT = {
    Audience.STAFF: Text("Ne faites pas", "Do not"),
    Audience.COUNCILLORS: Text("Ne faites pas", "Do not"),
    Audience.RESIDENTS: Text("Attention", "Take care"),
}
_ASK = Text("À qui demander", "Whom to ask")
_FORBIDDEN_BY_CHARTER = Text("La charte l’interdit", "The charter forbids it")
_FORBIDDEN_BY_LAW = Text("La loi l’interdit", "The law forbids it")
_AS_USUAL = Text(
    "C’est la réponse pour le cas le plus courant. Le vôtre est différent ? Ouvrez un dossier avant de commencer.",
    "This is the answer for the most usual case. Is yours different? Open a dossier before you begin.",
)
_AS_USUAL_FOR_RESIDENTS = Text(
    "La collectivité ne doit pas le faire, sauf exception motivée et publique.",
    "The authority must not do it, except by a reasoned and public exception.",
)
_COMMITMENT = Text("engagement {number}", "commitment {number}")
_ARTICLE = Text("règle {number}", "rule {number}")
_READ = Text("Lire l’engagement {number}", "Read commitment {number}")
_WAY_OUT = Text("À la place", "Instead")
_NOTICE = Text("La mention à mettre", "The notice to put")
_NOTICE_FOR_RESIDENTS = Text("La mention que vous devez trouver", "The notice that you should find")
_NO_NOTICE = Text("Aucune mention n’est demandée, à notre connaissance.", "No notice is asked for, as far as we know.")
_BARRED = Text(
    "Une mention ne suffirait pas : cet usage lui-même est interdit.",
    "A notice would not be enough: the use itself is forbidden.",
)
_NEED_MARKS: Mapping[Need, tuple[Tone, Text]] = {
    Need.REQUIRED: (Tone.FIX, Text("obligatoire", "required")),
    Need.UNKNOWN: (Tone.ASK, Text("obligatoire dans certains cas", "required in some cases")),
    Need.RECOMMENDED: (Tone.OK, Text("recommandée", "recommended")),
}
_ASKED_BY = Text("Pourquoi", "Why")
_GOOD_PRACTICE = Text("personne ne l’exige ; elle évite un doute", "nobody requires it; it spares a doubt")
_TOOLS = Text("Avec quels outils", "With which tools")
_TOOLS_CAPTION = Text("Outils permis avec ces données : {data}", "Tools allowed with these data: {data}")
_ANY_DATA = Text("selon l’outil", "depending on the tool")
_TOOL = Text("Outil", "Tool")
_DATA = Text("Données", "Data")
_CONDITION = Text("Condition", "Condition")
_NO_CONDITION = Text("aucune", "none")
_NO_TOOL = Text(
    "Aucun outil du catalogue n’est permis avec ces données : {data}. Demandez à la direction informatique avant de "
    "commencer.",
    "No tool of the catalogue is allowed with these data: {data}. Ask the IT department before you begin.",
)
_KEPT_INSIDE = Text(
    "La collectivité ne publie pas la liste de ses outils. Demandez à la direction informatique lesquels sont permis "
    "avant de commencer{contact}.",
    "The authority does not publish the list of its tools. Ask the IT department which ones are allowed before you "
    "begin{contact}.",
)
_OF_DATA = Text("\u00a0; sur les données personnelles, contact\u00a0: {who}", "; about personal data, contact: {who}")
_CHARTER = Text("Ce que dit la charte", "What the charter says")
_PROMISED = Text("Ce à quoi la collectivité s’engage", "What the authority promises")
_NO_CHARTER = Text(
    "Aucune charte n’est choisie : seuls nos conseils et la loi sont montrés ici.",
    "No charter has been chosen: only our advice and the law are shown here.",
)
_MAY = Text("Selon le cas", "Depending on the case")
_ALWAYS = Counted(
    Text("{n} engagement vaut pour tout usage d’IA", "{n} commitment holds for every use of AI"),
    Text("{n} engagements valent pour tout usage d’IA", "{n} commitments hold for every use of AI"),
)
_RECONSTRUCTED = Counted(
    Text(
        "{n} des engagements cités sur cette page est une reconstitution : ce n’est pas le texte voté.",
        "{n} of the commitments cited on this page is a reconstruction: it is not the text that was voted.",
    ),
    Text(
        "{n} des engagements cités sur cette page sont des reconstitutions : ce n’est pas le texte voté.",
        "{n} of the commitments cited on this page are reconstructions: they are not the text that was voted.",
    ),
)
_DOUBT = Text("source à confirmer", "source to be confirmed")
_NOT_YET_CONFIRMED = Text(
    "Les articles de ce texte restent à confirmer à la source, que Balise n’a pas pu relire.",
    "The articles of this text are still to be confirmed at their source, which Balise could not read again.",
)
_LAW = Text("Ce que dit la loi", "What the law says")
_LAW_FOR_RESIDENTS = Text("Ce que la loi impose à la collectivité", "What the law requires of the authority")
_RULES = Counted(Text("{n} règle à suivre", "{n} rule to follow"), Text("{n} règles à suivre", "{n} rules to follow"))
_RULES_AT_ONCE = 3
"""Beyond, the rules of a law are a list of titles, one click away: a page that says all is not read."""
_SPARED = Text(
    "La loi en dispense un texte relu par une personne qui en répond : gardez la preuve de la relecture ({law}).",
    "The law spares it for a text checked by a person who answers for it: keep the proof of that check ({law}).",
)
_SUPPOSED = Text("Ce que nous avons supposé", "What we have supposed")
_SUPPOSED_WHY = Text(
    "Les rappels de cette page sont calculés pour ce cas. S’il n’est pas le vôtre, ils peuvent changer.",
    "The reminders on this page are computed for this case. If it is not yours, they may change.",
)
_OURS = Text(
    "Les conseils sont écrits par Balise et relus le {day}. Ce qui oblige vient de la charte et des lois, au {on}.",
    "The advice is written by Balise and was reread on {day}. What binds comes from the charter and the laws, as of "
    "{on}.",
)
_INDEX_LEDE = {
    Audience.STAFF: Text(
        "Que voulez-vous faire ? Choisissez la situation la plus proche.",
        "What do you want to do? Choose the nearest situation.",
    ),
    Audience.COUNCILLORS: Text(
        "Que voulez-vous faire ? Choisissez la situation la plus proche.",
        "What do you want to do? Choose the nearest situation.",
    ),
    Audience.RESIDENTS: Text(
        "Une intelligence artificielle vous a peut-être concerné. Voici vos droits, situation par situation.",
        "Artificial intelligence may have concerned you. Here are your rights, situation by situation.",
    ),
}
_NOTHING = Text("Le guide ne dit rien encore à ce public.", "The guide says nothing to this audience yet.")
_ADDRESS = Text("[adresse de la fiche]", "[address of the entry]")
_AUTHORITY = Text("La collectivité", "The authority")
_BRIEF = Text("En bref", "In brief")
_SHOWN = (Need.REQUIRED, Need.UNKNOWN, Need.RECOMMENDED)


def situation_page(
    advice: SituationAdvice,
    audience: Audience,
    language: Language,
    *,
    tools: Sequence[AllowedTool] | None = None,
    ask_instead: str | None = None,
    authority: str = "",
    address: str = "",
    charter: str = "",
) -> Document:
    """Return a situation for one audience.

    ``tools`` are those of the catalogue (None when there is no catalogue to speak of), ``ask_instead`` whom to
    write to where the catalogue is kept inside (empty when no contact is published), ``authority`` and ``address`` what
    the notice names, ``charter`` the address of the charter's own page.
    """
    page = _Page(advice, audience, language, charter)
    residents = audience is Audience.RESIDENTS
    facts = (authority or _AUTHORITY.in_(language), address or _ADDRESS.in_(language))
    return Document(
        title=advice.situation.title_for(audience).in_(language),
        language=language,
        masthead=_FOR.in_(language).format(audience=AUDIENCE_WORDS[audience].in_(language)),
        opening=tuple(page.opening()),
        asides=(page.brief(),),
        body=(
            *page.counsel(),
            *page.notices(*facts),
            *(() if residents or tools is None else page.tools(tools)),
            *(() if residents or ask_instead is None else page.tools_kept_inside(ask_instead)),
            *page.charter(),
            *page.laws(),
            *page.supposed(),
        ),
        colophon=tuple(page.colophon()),
    )


def guide_index(
    advices: Sequence[SituationAdvice],
    audience: Audience,
    language: Language,
    address: Callable[[WorkSituation], str],
) -> Document:
    """Return the list of the situations that speak to an audience; ``address`` is that of each one's page."""
    by_id = {advice.situation.id: advice for advice in advices if audience in advice.situation.audiences()}
    groups = in_order([advice.situation for advice in by_id.values()])
    sections = tuple(
        Section(
            GROUP_WORDS[group].in_(language),
            (BulletList(tuple(_listed(by_id[each.id], audience, language, address(each)) for each in found)),),
        )
        for group, found in groups.items()
    )
    return Document(
        title=_GUIDE.in_(language),
        language=language,
        masthead=_FOR.in_(language).format(audience=AUDIENCE_WORDS[audience].in_(language)),
        opening=(Paragraph.of(_INDEX_LEDE[audience].in_(language), manner=Manner.LEDE),),
        body=sections or (Paragraph.of(_NOTHING.in_(language)),),
    )


def _listed(advice: SituationAdvice, audience: Audience, language: Language, address: str) -> Runs:
    link = Link(advice.situation.title_for(audience).in_(language), address)
    return (link, " ", Mark(Tone.STOP, _forbidden(advice, language))) if advice.is_forbidden else (link,)


def _forbidden(advice: SituationAdvice, language: Language) -> str:
    by_charter = advice.forbidden_by[0].framework.kind is not Kind.LAW
    return (_FORBIDDEN_BY_CHARTER if by_charter else _FORBIDDEN_BY_LAW).in_(language)


def _cited(framework: Framework, commitment: Commitment, language: Language) -> str:
    """Return a commitment as one cites it in a sentence: the text, its number, its title."""
    number = (_ARTICLE if framework.kind is Kind.LAW else _COMMITMENT).in_(language).format(number=commitment.number)
    return f"{short_title(framework, language)}, {number}, {quoted(commitment.title.in_(language), language)}"


class _Page:
    """Writes one situation for one audience."""

    def __init__(self, advice: SituationAdvice, audience: Audience, language: Language, charter: str) -> None:
        self.advice = advice
        self.audience = audience
        self.language = language
        self.address = charter

    def say(self, text: Text) -> str:
        """Return a text in the language of the page."""
        return text.in_(self.language)

    @property
    def for_residents(self) -> bool:
        """Tell whether the page speaks to those on whom the tool is used."""
        return self.audience is Audience.RESIDENTS

    def opening(self) -> Iterator[Block]:
        """Yield that it is forbidden, when it is, then what the situation is."""
        if self.advice.is_forbidden:
            blocks = [block for found in self.advice.forbidden_by for block in self._forbidding(found)]
            caution = _AS_USUAL_FOR_RESIDENTS if self.for_residents else _AS_USUAL
            yield Verdict(Tone.STOP, _forbidden(self.advice, self.language), (*blocks, Paragraph.of(self.say(caution))))
        yield Paragraph.of(self.say(self.advice.situation.wanted_by(self.audience)), manner=Manner.LEDE)

    def _forbidding(self, found: CommitmentAdvice) -> Iterator[Block]:
        """Yield the commitment that forbids, what its wording is worth, and the way out of it."""
        commitment = found.commitment
        yield Paragraph((Strong(self._named(found)), " ", wording_tag(commitment, self.language), *self._doubt(found)))
        yield from statement(commitment, self.advice.on, self.language)
        if commitment.wording is Wording.RECONSTRUCTED:
            yield Paragraph.of(WORDINGS_EXPLAINED[commitment.wording].in_(self.language), manner=Manner.QUIET)
        if not self.for_residents:
            for way_out in dict.fromkeys(finding.rule.criterion.otherwise for finding in found.findings):
                yield Paragraph.of(Strong(self.say(_WAY_OUT)), labelled("", self.say(way_out), self.language))

    def _named(self, found: CommitmentAdvice) -> str:
        return _cited(found.framework, found.commitment, self.language)

    def _doubt(self, found: CommitmentAdvice) -> tuple[Run, ...]:
        return (f" ({self.say(_DOUBT)})",) if _unsure(found) else ()

    def brief(self) -> Aside:
        """Return what is to be known at a glance: the data, the charter, and what its words are worth."""
        leading = self.advice.leading
        entries = [Definition(self.say(_DATA), ((capitalised(self._data()),),))]
        if leading is not None:
            title = short_title(leading, self.language)
            said: Run = Link(title, self.address) if self.address else title
            entries.append(Definition(capitalised(word(leading.kind, self.language)), ((said,),)))
        return Aside(self.say(_BRIEF), (DefinitionList(tuple(entries)),))

    def _data(self) -> str:
        question = self.advice.bank.by_id.get("data_class")
        if question is None or self.advice.data_class is None:
            return self.say(_ANY_DATA)
        return self.say(question.sentence_of(self.advice.data_class))

    def counsel(self) -> Iterator[Section]:
        """Yield what to do, what not to do, and what to ask."""
        counsel = self.advice.situation.counsel_for(self.audience)
        for title, lines in ((_DO, counsel.do), (_DONT, counsel.dont)):
            if lines:
                items = tuple((self.say(line),) for line in lines)
                yield Section(self.say(title[self.audience]), (BulletList(items),))
        if counsel.ask:
            yield Section(self.say(_ASK), (BulletList(tuple(self._ask(ask) for ask in counsel.ask)),))

    def _ask(self, ask: Ask) -> Runs:
        whom = Strong(self.say(CONTACT_WORDS[ask.whom]))
        return (whom, labelled("", self.say(ask.what), self.language))

    def notices(self, authority: str, address: str) -> Iterator[Section]:
        """Yield the words to put, channel by channel; none is invented where nobody asks for one."""
        if not self.advice.situation.answers:
            return  # no tool is used here: there is nothing to tell of, and nothing that a law bears on
        title = self.say(_NOTICE_FOR_RESIDENTS if self.for_residents else _NOTICE)
        if self.advice.is_forbidden:
            yield Section(title, (Paragraph.of(self.say(_BARRED)),))
            return
        shown = [need for need in self.advice.notices if need.need in _SHOWN and self._reaches(need.channel)]
        if not shown:
            if not self.for_residents:
                yield Section(title, (Paragraph.of(self.say(_NO_NOTICE)),))
            return
        facts = facts_from(self.advice.situation.answers, authority=authority, address=address)
        if self.audience is Audience.COUNCILLORS:
            facts = replace(facts, check=None)  # a councillor signs: the notice would say that staff checked
        yield Section(
            title,
            tuple(
                Section(
                    self.say(CHANNEL_WORDS[need.channel]),
                    tuple(self._notice(need, notice_words(need.channel, facts, self.language).short)),
                )
                for need in shown
            ),
        )

    def _reaches(self, channel: Channel) -> bool:
        return not self.for_residents or channel is not Channel.STAFF

    def _notice(self, need: NoticeNeed, short: str) -> Iterator[Block]:
        tone, said = _NEED_MARKS[need.need]
        yield Paragraph.of(Mark(tone, self.say(said)))
        yield Quotation(short)
        grounds = (ground for ground in need.grounds if ground.need is need.need)
        reasons = dict.fromkeys(reason for ground in grounds for reason in self._reasons(ground))
        yield Paragraph.of(
            labelled(self.say(_ASKED_BY), f"{f'{semicolon(self.language)} '.join(reasons)}.", self.language),
            manner=Manner.QUIET,
        )
        if self.for_residents:
            return
        spared = [each for each in need.grounds if each.layer is Layer.LAW and "editorial_review" in each.spared_by]
        for law in dict.fromkeys(law for ground in spared for law in self._articles(ground)):
            yield Paragraph.of(self.say(_SPARED).format(law=law), manner=Manner.QUIET)

    def _reasons(self, ground: Ground) -> Iterator[str]:
        """Yield the articles of a law, or the commitment of a charter with what its words are worth."""
        if ground.layer is Layer.PRACTICE or ground.framework is None or ground.rule is None:
            yield self.say(_GOOD_PRACTICE)
        elif ground.layer is Layer.LAW:
            yield from self._articles(ground)
        else:
            commitment = ground.framework.commitments_by_id[ground.rule.criterion.commitment]
            cited = _cited(ground.framework, commitment, self.language)
            yield f"{cited} ({word(commitment.wording, self.language)})"

    def _articles(self, ground: Ground) -> Iterator[str]:
        """Yield each text once, with all the articles of it that are relied upon; sources are named in French alone."""
        for source in dict.fromkeys(reference.source for reference in ground.references):
            cited = [each.article for each in ground.references if each.source == source and each.article]
            text = _without_note(source)
            if self.language is not Language.FRENCH and ground.framework is not None:
                text = short_title(ground.framework, self.language)
            yield f"{text}, {joined(cited, AND, self.language)}" if cited else text

    def tools(self, allowed: Sequence[AllowedTool]) -> Iterator[Section]:
        """Yield the tools that may be given the data of the situation; none when no tool would make it allowed."""
        if self.advice.is_forbidden and not self.advice.mended_by_a_tool:
            return
        found = self.advice.tools(allowed)
        data = self._data()
        if not found:
            yield Section(self.say(_TOOLS), (Paragraph.of(self.say(_NO_TOOL).format(data=data)),))
            return
        named = self.advice.data_class is None
        columns = (_TOOL, _DATA, _CONDITION) if named else (_TOOL, _CONDITION)
        header: tuple[Runs, ...] = tuple((self.say(text),) for text in columns)
        caption = self.say(_TOOLS_CAPTION).format(data=data)
        yield Section(
            self.say(_TOOLS), (Table(caption, header, tuple(self._tool(tool, named=named) for tool in found)),)
        )

    def tools_kept_inside(self, contact: str) -> Iterator[Section]:
        """Yield whom to ask which tools are allowed: silence would read as if there were none, or as if all were."""
        written = self.say(_OF_DATA).format(who=contact) if contact else ""
        yield Section(self.say(_TOOLS), (Paragraph.of(self.say(_KEPT_INSIDE).format(contact=written)),))

    def _tool(self, tool: AllowedTool, *, named: bool) -> tuple[Runs, ...]:
        question = self.advice.bank.by_id.get("data_class")
        data = tool.data_class if question is None else self.say(question.sentence_of(tool.data_class))
        condition = sentence(self.say(tool.condition or _NO_CONDITION))
        return ((tool.name,), *(((capitalised(data),),) if named else ()), (condition,))

    def charter(self) -> Iterator[Section]:
        """Yield what the charter says of the situation, then what it says of every use."""
        title = self.say(_PROMISED if self.for_residents else _CHARTER)
        if self.advice.leading is None:
            yield Section(title, (Paragraph.of(self.say(_NO_CHARTER)),))
            return
        cited = self.advice.of_bearing(Bearing.FORBIDS, Bearing.ASKS)
        may, always = self.advice.of_bearing(Bearing.MAY_ASK), self.advice.of_bearing(Bearing.ALWAYS)
        blocks: list[Block] = [*self._worth([*cited, *may, *always]), *self._items(cited)]
        if may:
            blocks.append(Disclosure(self.say(_MAY), tuple(self._items(may))))
        if always:
            blocks.append(Disclosure(_ALWAYS.of(len(always), self.language), (self._titles(always),)))
        yield Section(title, tuple(blocks))

    def _worth(self, cited: Sequence[CommitmentAdvice]) -> Iterator[Block]:
        count = sum(found.commitment.wording is Wording.RECONSTRUCTED for found in cited)
        if count:
            yield Note((Paragraph.of(_RECONSTRUCTED.of(count, self.language)),))

    def _items(self, cited: Sequence[CommitmentAdvice]) -> Iterator[Block]:
        if cited:
            yield FindingList(tuple(self._item(found) for found in cited))

    def _item(self, found: CommitmentAdvice) -> FindingItem:
        commitment = found.commitment
        plain = commitment.in_plain_words or commitment.statement.at(self.advice.on)
        mark = Mark(Tone.STOP, self.say(_FORBIDDEN_BY_CHARTER)) if found.bearing is Bearing.FORBIDS else None
        return FindingItem(
            commitment.number,
            self.say(commitment.title),
            (Paragraph.of(self.say(plain), *self._doubt(found), *self._more(found)),),
            mark,
            (wording_tag(commitment, self.language),),
        )

    def _more(self, found: CommitmentAdvice) -> tuple[Run, ...]:
        """Return the way to the commitment itself, when the charter has a page."""
        if not self.address:
            return ()
        target = f"{self.address.partition('#')[0]}#{found.commitment.id}"
        return (" ", Link(self.say(_READ).format(number=found.commitment.number), target))

    def _titles(self, cited: Sequence[CommitmentAdvice]) -> BulletList:
        return BulletList(
            tuple(
                (
                    f"{found.commitment.number}. {self.say(found.commitment.title)} ",
                    wording_tag(found.commitment, self.language),
                )
                for found in cited
            )
        )

    def laws(self) -> Iterator[Section]:
        """Yield what each law asks of the situation: what a law forbids has been said at the top."""
        if not self.advice.situation.answers:
            return
        asked = [found for found in self.advice.laws if found.bearing is not Bearing.FORBIDS]
        sections = [
            Section(
                short_title(law, self.language), tuple(self._of_law([each for each in asked if each.framework is law]))
            )
            for law in {found.framework.id: found.framework for found in asked}.values()
        ]
        if sections:
            yield Section(self.say(_LAW_FOR_RESIDENTS if self.for_residents else _LAW), tuple(sections))

    def _of_law(self, found: Sequence[CommitmentAdvice]) -> Iterator[Block]:
        sure = [each for each in found if each.bearing is Bearing.ASKS]
        may = [each for each in found if each.bearing is Bearing.MAY_ASK]
        if len(sure) > _RULES_AT_ONCE:
            yield Disclosure(_RULES.of(len(sure), self.language), (self._rules(sure),))
        elif sure:
            yield BulletList(tuple(self._in_full(each) for each in sure))
        if may:
            yield Disclosure(self.say(_MAY), (self._rules(may),))
        if any(map(_unsure, found)):
            yield Paragraph.of(self.say(_NOT_YET_CONFIRMED), manner=Manner.QUIET)

    def _in_full(self, found: CommitmentAdvice) -> Runs:
        plain = found.commitment.in_plain_words or found.commitment.statement.at(self.advice.on)
        return (Strong(self._rule(found)), labelled("", self.say(plain), self.language))

    def _rules(self, found: Sequence[CommitmentAdvice]) -> BulletList:
        return BulletList(tuple((self._rule(each),) for each in found))

    def _rule(self, found: CommitmentAdvice) -> str:
        """Return a rule of a law by its title and the articles where to read it."""
        references = references_of(found.commitment, found.framework)
        articles = dict.fromkeys(reference.article for reference in references if reference.article)
        title = self.say(found.commitment.title)
        return f"{title} ({', '.join(articles)})" if articles else title

    def supposed(self) -> Iterator[Block]:
        """Yield the answers from which the page is computed, so that a reader whose case is another knows it."""
        answers = self.advice.situation.answers
        bank = self.advice.bank
        known = sorted((name for name in answers if name in bank.by_id), key=lambda name: bank.rank[name])
        lines = tuple((capitalised(fact_in_words(name, answers[name], bank, self.language)),) for name in known)
        if lines:
            yield Disclosure(self.say(_SUPPOSED), (Paragraph.of(self.say(_SUPPOSED_WHY)), BulletList(lines)))

    def colophon(self) -> Iterator[Block]:
        """Yield who wrote what, as of when, and the texts by which it was computed."""
        day = date_in_words(self.advice.situation.last_reviewed_on, self.language)
        on = date_in_words(self.advice.on, self.language)
        yield Paragraph.of(self.say(_OURS).format(day=day, on=on))
        leading: Framework | None = self.advice.leading
        if leading is not None:
            yield Paragraph.of(Code(leading.reference), " ", Code(leading.digest))


def _unsure(found: CommitmentAdvice) -> bool:
    """Tell whether a source of a commitment is still to be confirmed."""
    references = references_of(found.commitment, found.framework)
    return any(reference.source.status is SourceStatus.TO_CONFIRM for reference in references)


def _without_note(source: Source) -> str:
    """Return the name of a source without what it leaves to confirm: its status says so, once a section."""
    return source.text.partition("\u00a0;")[0] if source.status is SourceStatus.TO_CONFIRM else source.text
