"""The lexicons as shipped, and how they are read, laid over one another and refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from summitry import lexicon as module
from summitry.errors import LexiconError
from summitry.lexicon import FOLDER, Lexicon, load_lexicon
from summitry.offices import plural

# No people of their own, or no adjective for them.
WITHOUT_DEMONYM = {"AQ", "BV", "GS", "HM", "SJ", "TF", "UM", "VA"}
# No capital, or one whose name is the country's.
WITHOUT_CAPITAL = {"AQ", "BV", "GI", "GS", "HK", "HM", "IO", "MC", "MO", "SG", "SM", "TF", "UM", "VA"}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def test_every_country_of_the_standard_is_there_and_kosovo(lexicon: Lexicon) -> None:
    pycountry = pytest.importorskip("pycountry")
    standard = {row.alpha_2: row.alpha_3 for row in pycountry.countries}
    assert len(standard) == 249
    assert {row.alpha2: row.alpha3 for row in lexicon.countries if row.alpha2} == {**standard, "XK": "XKX"}


def test_countries_have_demonyms_and_capitals(lexicon: Lexicon) -> None:
    coded = [row for row in lexicon.countries if row.alpha2]
    assert {row.alpha2 for row in coded if not row.demonyms and not row.nouns} == WITHOUT_DEMONYM
    assert {row.alpha2 for row in coded if not row.capitals} == WITHOUT_CAPITAL


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("the U.S.", "US"),
        ("USA", "US"),
        ("America", "US"),
        ("U.K.", "GB"),
        ("Great Britain", "GB"),
        ("Scotland", "GB"),
        ("Northern Ireland", "GB"),
        ("DRC", "CD"),
        ("Democratic Republic of Congo", "CD"),
        ("Republic of Congo", "CG"),
        ("Congo-Brazzaville", "CG"),
        ("South Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("DPRK", "KP"),
        ("Burma", "MM"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Cabo Verde", "CV"),
        ("Czechia", "CZ"),
        ("Swaziland", "SZ"),
        ("Macedonia", "MK"),
        ("East Timor", "TL"),
        ("Palestinian Authority", "PS"),
        ("Republic of China", "TW"),
        ("Hong Kong", "HK"),
        ("the Holy See", "VA"),
        ("Türkiye", "TR"),
        ("UAE", "AE"),
        ("the Gambia", "GM"),
        ("The Bahamas", "BS"),
        ("the Netherlands", "NL"),
        ("XK", "XK"),
        ("Soviet Union", "Soviet Union"),
    ],
)
def test_countries_are_found_by_what_news_calls_them(lexicon: Lexicon, form: str, code: str) -> None:
    country = lexicon.country(form)
    assert country is not None
    assert country.code == code


@pytest.mark.parametrize("form", ["Uk", "us", "Korean", "Paris", "Niger Delta", ""])
def test_what_is_no_name_of_a_country_is_not_found(lexicon: Lexicon, form: str) -> None:
    assert lexicon.country(form) is None


def test_forms_of_countries_say_what_they_are(lexicon: Lexicon) -> None:
    found = {form: lexicon.country_forms[form] for form in ("Nigerien", "Nigerian", "Poles", "Tokyo", "Kremlin")}
    assert {form: (kind, country.alpha2) for form, (kind, country) in found.items()} == {
        "Nigerien": ("demonym", "NE"),
        "Nigerian": ("demonym", "NG"),
        "Poles": ("noun", "PL"),
        "Tokyo": ("capital", "JP"),
        "Kremlin": ("seat", "RU"),
    }


def test_no_form_of_a_country_belongs_to_another(lexicon: Lexicon) -> None:
    owners: dict[str, set[str]] = {}
    for row in lexicon.countries:
        for form in (row.name, *row.aliases, *row.demonyms, *row.nouns, *row.capitals, *row.seats):
            owners.setdefault(form, set()).add(row.code)
    assert {form for form, codes in owners.items() if len(codes) > 1} == {"Congolese"}


def test_organisations_are_found_by_acronym_and_alias_in_their_case(lexicon: Lexicon) -> None:
    for form, name in {
        "SCO": "Shanghai Cooperation Organization",
        "the U.N.": "United Nations",
        "Nato": "North Atlantic Treaty Organization",
        "WHO": "World Health Organization",
        "COP33": "COP33",
        "COP 26": "COP26",
        "the Group of Seven": "G7",
        "Rome Statute": "Rome Statute",
        "Hizbollah": "Hezbollah",
    }.items():
        found = lexicon.organisation(form)
        assert found is not None, form
        assert found.name == name
    assert lexicon.organisation("Who") is None
    assert lexicon.organisation("cop") is None


def test_a_form_names_one_organisation(lexicon: Lexicon) -> None:
    owners: dict[str, set[str]] = {}
    for row in lexicon.organisations:
        for form in row.forms:
            owners.setdefault(form, set()).add(row.name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


def test_no_organisation_or_place_has_the_name_of_a_country(lexicon: Lexicon) -> None:
    names = {row.name for row in lexicon.countries}
    assert names.isdisjoint(form for row in lexicon.organisations for form in row.forms)
    assert names.isdisjoint(row.name for row in lexicon.places)


def test_every_trap_is_for_a_form_that_would_be_read(lexicon: Lexicon) -> None:
    forms = set(lexicon.country_forms) | {row.name for row in lexicon.places}
    assert [trap.form for trap in lexicon.traps if trap.form not in forms] == []
    assert [(trap.form, phrase) for trap in lexicon.traps for phrase in trap.phrases if trap.form not in phrase] == []


def test_treaties_are_the_organisations_of_that_kind(lexicon: Lexicon) -> None:
    assert "Paris Agreement" in {row.name for row in lexicon.treaties}
    assert {row.kind for row in lexicon.treaties} == {"treaty"}


@pytest.mark.parametrize(
    ("name", "alpha2", "kind"),
    [
        ("Astana", "KZ", "city"),
        ("Davos", "CH", "city"),
        ("Glasgow", "GB", "city"),
        ("Borgo Egnazia", "IT", "city"),
        ("Sharm el-Sheikh", "EG", "city"),
        ("Bali", "ID", "island"),
        ("Camp David", "US", "city"),
        ("Xinjiang", "CN", "region"),
        ("Crimea", "UA", "region"),
        ("Kashmir", "", "region"),
        ("Sahel", "", "region"),
        ("South China Sea", "", "sea"),
        ("Great Hall of the People", "CN", "venue"),
        ("Alexandria", "EG", "city"),
        ("Birmingham", "GB", "city"),
    ],
)
def test_places_lie_where_news_means_them(lexicon: Lexicon, name: str, alpha2: str, kind: str) -> None:
    place = lexicon.place(name)
    assert place is not None
    assert (place.alpha2, place.kind) == (alpha2, kind)


@pytest.mark.parametrize("name", ["Reading", "Nice", "Mobile", "Of", "Victoria", "Santos", "Lincoln", "Georgia"])
def test_names_that_are_words_or_people_are_no_places(lexicon: Lexicon, name: str) -> None:
    assert lexicon.place(name) is None


def test_every_capital_is_a_form_of_its_own_country_wherever_it_stands(lexicon: Lexicon) -> None:
    wrong = {
        (place.name, place.alpha2)
        for place in lexicon.places
        if (form := lexicon.country_forms.get(place.name)) and form.country.alpha2 != place.alpha2
    }
    assert wrong == set()


def test_every_code_is_of_a_country(lexicon: Lexicon) -> None:
    codes = {row.alpha2 for row in lexicon.countries} | {""}
    assert {row.alpha2 for row in lexicon.places} <= codes
    assert {row.alpha2 for row in lexicon.institutions} <= codes


def test_institutions_are_those_of_the_country_asked_for(lexicon: Lexicon) -> None:
    knesset = lexicon.institution("Knesset")
    assert knesset is not None
    assert (knesset.alpha2, knesset.kind) == ("IL", "parliament")
    labour = lexicon.institution("Labour Party", "GB")
    assert labour is not None
    assert labour.alpha2 == "GB"
    bjp = lexicon.institution("BJP")
    assert bjp is not None
    assert bjp.canonical == "Bharatiya Janata Party"
    ministry = lexicon.institution("Foreign Ministry")
    assert ministry is not None
    assert ministry.alpha2 == ""


@pytest.mark.parametrize(
    ("form", "office"),
    [
        ("president", "president"),
        ("premier", "prime_minister"),
        ("taoiseach", "prime_minister"),
        ("PM", "prime_minister"),
        ("emir", "monarch"),
        ("pontiff", "monarch"),
        ("crown prince", "crown_prince"),
        ("supreme leader", "supreme_leader"),
        ("secretary of state", "foreign_minister"),
        ("top diplomat", "foreign_minister"),
        ("chancellor of the exchequer", "finance_minister"),
        ("home secretary", "interior_minister"),
        ("minister of state", "minister"),
        ("secretaries-general", "secretary_general"),
        ("high commissioner", "ambassador"),
        ("chief negotiator", "envoy"),
        ("spokeswomen", "spokesperson"),
        ("national security advisor", "security_adviser"),
        ("chiefs of the general staff", "military_chief"),
        ("lawmakers", "legislator"),
        ("Sen.", "legislator"),
        ("chief justice", "judge"),
        ("central bank governor", "organisation_head"),
        ("junta chief", "leader"),
        ("under-secretary-general", "official"),
        ("first minister", "official"),
        ("chargé d'affaires", "official"),
        ("attorneys general", "official"),
    ],
)
def test_titles_give_their_office(lexicon: Lexicon, form: str, office: str) -> None:
    assert lexicon.offices.by_form[form].office == office


def test_a_form_is_of_one_title(lexicon: Lexicon) -> None:
    seen: dict[str, str] = {}
    for title in lexicon.offices.titles:
        for form in title.forms:
            assert seen.setdefault(form, title.office) == title.office, form


def test_forms_are_lower_case_unless_they_are_cased(lexicon: Lexicon) -> None:
    plain = [form for title in lexicon.offices.titles if not title.cased for form in title.forms]
    assert [form for form in plain if form != form.lower()] == []
    cased = [form for title in lexicon.offices.titles if title.cased for form in title.forms]
    assert [form for form in cased if form == form.lower()] == []


def test_objects_of_offices_are_countries_or_organisations(lexicon: Lexicon) -> None:
    objects = {title.object for title in lexicon.offices.titles if title.object}
    objects |= {name for row in lexicon.offices.overrides for name in (*row.objects, *row.unless) if name}
    assert {name for name in objects if not lexicon.country(name) and not lexicon.organisation(name)} == set()
    named = {name for name in objects if len(name) > 2}
    assert {name for name in named if getattr(lexicon.organisation(name), "name", None) != name} == set()


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("foreign affairs", "foreign_minister"),
        ("Foreign Affairs and International Cooperation", "foreign_minister"),
        ("External Relations", "foreign_minister"),
        ("defense", "defence_minister"),
        ("the Economy and Finance", "finance_minister"),
        ("the Interior", "interior_minister"),
        ("Home Affairs", "interior_minister"),
        ("trade", "minister"),
        ("foreign trade", "minister"),
        ("youth and sports", "minister"),
        ("state for foreign affairs", "minister"),
    ],
)
def test_portfolios_decide_the_office_of_ministers(lexicon: Lexicon, words: str, office: str) -> None:
    assert lexicon.offices.of_portfolio(words) == office


@pytest.mark.parametrize(
    ("office", "form", "name", "kind", "becomes"),
    [
        ("president", "president", "US", "country", "president"),
        ("president", "president", "European Commission", "body", "commission_president"),
        ("organisation_head", "chairperson", "African Union Commission", "body", "commission_president"),
        ("president", "president", "European Council", "body", "council_president"),
        ("president", "president", "European Parliament", "body", "speaker"),
        ("president", "president", "FR", "parliament", "speaker"),
        ("president", "president", "African Union", "union", "organisation_head"),
        ("president", "president", "International Court of Justice", "court", "judge"),
        ("president", "president", "RU", "region", "official"),
        ("foreign_minister", "secretary of state", "US", "country", "foreign_minister"),
        ("foreign_minister", "secretary of state", "", "", "foreign_minister"),
        ("foreign_minister", "secretary of state", "VA", "country", "official"),
        ("foreign_minister", "foreign secretary", "GB", "country", "foreign_minister"),
        ("foreign_minister", "foreign secretary", "IN", "country", "official"),
        ("foreign_minister", "top diplomat", "European Union", "union", "high_representative"),
        ("foreign_minister", "Foreign Policy Chief", "European Union", "union", "high_representative"),
        ("prime_minister", "chancellor", "GB", "country", "finance_minister"),
        ("prime_minister", "chancellor", "DE", "country", "prime_minister"),
        ("organisation_head", "head", "US", "agency", "official"),
        ("organisation_head", "chair", "G20", "forum", "organisation_head"),
        ("organisation_head", "central bank governor", "TR", "country", "organisation_head"),
        ("governor", "governor", "European Central Bank", "bank", "organisation_head"),
        ("leader", "leader", "GB", "party", "party_leader"),
        ("leader", "leader", "Hamas", "movement", "organisation_head"),
        ("leader", "leader", "KP", "country", "leader"),
        ("party_leader", "general secretary", "Council of Europe", "organisation", "secretary_general"),
        (
            "ambassador",
            "high commissioner",
            "United Nations High Commissioner for Refugees",
            "body",
            "organisation_head",
        ),
        ("ambassador", "high commissioner", "IN", "country", "ambassador"),
        ("deputy_president", "president", "FR", "parliament", "deputy_speaker"),
        ("deputy_organisation_head", "head", "US", "agency", "official"),
        ("deputy_official", "chief of staff", "RU", "country", "official"),
        ("vice_president", "vice president", "European Commission", "body", "deputy_commission_president"),
        ("vice_president", "vice president", "US", "country", "vice_president"),
    ],
)
def test_overrides_decide_by_whom_an_office_serves(
    lexicon: Lexicon, office: str, form: str, name: str, kind: str, becomes: str
) -> None:
    assert lexicon.offices.resolve(office, form, name, kind) == becomes


def test_tenures_are_stated_for_all_but_the_incumbent(lexicon: Lexicon) -> None:
    assert sorted(row.tenure for row in lexicon.offices.tenures) == ["acting", "elect", "former", "outgoing"]


def test_no_word_has_two_tenures_or_is_neutral_too(lexicon: Lexicon) -> None:
    before = [form for row in lexicon.offices.tenures for form in row.before]
    assert len(before) == len(set(before))
    assert set(before).isdisjoint(lexicon.offices.neutral)
    assert set(lexicon.offices.deputies).isdisjoint(lexicon.offices.neutral)


@pytest.mark.parametrize(
    ("form", "many"),
    [
        ("president", "presidents"),
        ("deputy", "deputies"),
        ("attorney general", "attorneys general"),
        ("director-general of customs", "directors-general of customs"),
        ("lieutenant general", "lieutenant generals"),
        ("minister of state", "ministers of state"),
        ("minister of the interior", "ministers of the interior"),
        ("chief justice", "chief justices"),
        ("spokeswoman", "spokeswomen"),
        ("chairman of the party", "chairmen of the party"),
        ("spokesperson", "spokespeople"),
    ],
)
def test_plurals(form: str, many: str) -> None:
    assert plural(form) == many


def test_loading_is_quick() -> None:
    best = min(_seconds() for _ in range(3))
    assert best < 0.5  # about 0.05 on an idle core


def _seconds() -> float:
    start = time.perf_counter()
    module._load((FOLDER,))
    return time.perf_counter() - start


def test_the_fingerprint_is_of_the_content(tmp_path: Path, lexicon: Lexicon) -> None:
    assert load_lexicon(tmp_path).fingerprint == lexicon.fingerprint
    (tmp_path / "places.csv").write_text("name,alpha2,kind\nZubrowka Springs,AT,city\n", encoding="utf-8")
    assert load_lexicon(tmp_path).fingerprint != lexicon.fingerprint


def test_a_folder_adds_replaces_and_removes(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "places.csv").write_text(
        "name,alpha2,kind\nZubrowka Springs,AT,city\nDavos,LI,venue\n", encoding="utf-8"
    )
    (tmp_path / "countries.csv").write_text("alpha2,alpha3,name\nCH,CHE,Helvetia\n", encoding="utf-8")
    (tmp_path / "remove.toml").write_text('organisations = ["Mercosur"]\ncountries = ["Biafra"]\n', encoding="utf-8")
    (tmp_path / "offices.toml").write_text(
        'neutral = ["sprightly"]\n[remove]\nneutral = ["visiting"]\ntitle = ["premier"]\n'
        '[[title]]\noffice = "president"\nforms = ["archon", "taoiseach"]\n',
        encoding="utf-8",
    )
    ours = load_lexicon(tmp_path)
    assert len(ours.places) == len(lexicon.places) + 1
    assert (davos := ours.place("Davos")) is not None
    assert davos.alpha2 == "LI"
    assert [row.name for row in ours.countries if row.alpha2 == "CH"] == ["Helvetia"]
    assert ours.country("Biafra") is None
    assert ours.organisation("Mercosur") is None
    assert ours.offices.neutral[0] == "sprightly"
    assert "visiting" not in ours.offices.neutral
    assert "premier" not in ours.offices.by_form
    assert ours.offices.by_form["archon"].office == "president"
    assert ours.offices.by_form["taoiseach"].office == "president"
    assert ours.offices.by_form["prime minister"].office == "prime_minister"


def test_cues_are_tables_with_the_name_of_their_list(tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    text = '[[verb]]\nid = "a"\nforms = ["host"]\n[[verb]]\nid = "b"\n[scope]\nends = [","]\n'
    (tmp_path / "cues" / "zz.toml").write_text(text, encoding="utf-8")
    assert [dict(row) for row in load_lexicon(tmp_path).cues["zz"]] == [
        {"table": "verb", "id": "a", "forms": ["host"]},
        {"table": "verb", "id": "b"},
        {"table": "scope", "ends": [","]},
    ]


@pytest.mark.parametrize(
    ("file", "text", "line", "reason"),
    [
        ("places.csv", "name,alpha2,kind\nOne,AT,city\nTwo,Austria,city\n", 3, "alpha2"),
        ("places.csv", "name,alpha2,kind\nOne,AT,town\n", 2, "kind"),
        ("places.csv", "name,alpha2,kind\nOne,AT\n", 2, "as many values"),
        ("places.csv", "name,alpha2,kind\nOne,AT,city,x\n", 2, "as many values"),
        ("places.csv", "name,country\nOne,AT\n", 1, "header"),
        ("places.csv", "name,alpha2,kind\nOne,AT,city\nOne,CH,city\n", 3, "line 2"),
        ("offices.toml", 'neutral = ["a"]\n\n[[title]]\noffice = "pharaoh"\nforms = ["pharaoh"]\n', 3, "pharaoh"),
        ("offices.toml", '[[title]]\noffice = "monarch"\nform = ["pharaoh"]\n', 1, "form"),
        ("offices.toml", "neutral = 3\n", 1, "neutral"),
        ("offices.toml", "neutral = [\n", 1, "TOML"),
    ],
)
def test_a_fault_names_file_line_and_remedy(tmp_path: Path, file: str, text: str, line: int, reason: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_lexicon(tmp_path)
    assert f"{tmp_path / file}:{line}: " in str(caught.value)
    assert reason in str(caught.value)
    assert caught.value.remedy


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="does not exist"):
        load_lexicon(tmp_path / "none")
