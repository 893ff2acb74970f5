"""Options from the environment: read strictly, refused with a sentence that names them."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from nape.env import OPTIONS, Options


def test_an_unknown_option_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        ImproperlyConfigured, match=r"NAPE_PROT is not an option\. Known: .*NAPE_PORT"
    ):
        Options({"NAPE_PROT": "8000"})


def test_other_programs_variables_are_none_of_our_business() -> None:
    Options({"HOME": "/root", "DATABASE_HOST": "x"})


def test_every_option_is_documented_with_its_default() -> None:
    assert all("default" in words for words in OPTIONS.values())


def test_an_empty_value_is_the_default() -> None:
    options = Options({"NAPE_PORT": "", "NAPE_HOST": "", "NAPE_DEMO": ""})
    assert options.text("NAPE_HOST", "127.0.0.1") == "127.0.0.1"
    assert options.whole("NAPE_PORT", 8000, low=1, high=65535) == 8000
    assert options.flag("NAPE_DEMO", default=True) is True


@pytest.mark.parametrize("value", ["yes", "true", "2", "-1", "O"])
def test_a_flag_is_1_or_0(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=rf"NAPE_DEMO is '{value}'; it may be 1 or 0\."):
        Options({"NAPE_DEMO": value}).flag("NAPE_DEMO", default=False)


@pytest.mark.parametrize(("value", "read"), [("0", False), ("1", True)])
def test_flags_are_read(value: str, read: bool) -> None:
    assert Options({"NAPE_DEMO": value}).flag("NAPE_DEMO", default=not read) is read


@pytest.mark.parametrize("value", ["eight", "80.5", "-1", "0", "65536", "8 000", "٨", "0x50"])
def test_a_number_is_whole_and_within_its_bounds(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"must be a whole number from 1 to 65535\."):
        Options({"NAPE_PORT": value}).whole("NAPE_PORT", 8000, low=1, high=65535)


@pytest.mark.parametrize("value", ["1", "65535"])
def test_the_bounds_themselves_are_allowed(value: str) -> None:
    read = Options({"NAPE_PORT": value}).whole("NAPE_PORT", 8000, low=1, high=65535)
    assert read == int(value)


def test_a_choice_names_what_it_may_be() -> None:
    options = Options({"NAPE_SIGN_UP": "shut"})
    with pytest.raises(ImproperlyConfigured, match=r"it may be open or closed\."):
        options.choice("NAPE_SIGN_UP", "open", known=("open", "closed"))


@pytest.mark.parametrize(
    "value", ["diary.example.org", "ftp://diary.example.org", "https://", "//x"]
)
def test_an_address_begins_with_a_known_scheme_and_has_a_host(value: str) -> None:
    options = Options({"NAPE_PUBLIC_URL": value})
    with pytest.raises(ImproperlyConfigured, match=r"begins with http:// or https://"):
        options.url("NAPE_PUBLIC_URL", "", schemes=("http", "https"))


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    wanted = tmp_path / "deep" / "data"
    assert Options({"NAPE_DATA_DIR": str(wanted)}).folder("NAPE_DATA_DIR", tmp_path) == wanted
    assert stat.S_IMODE(wanted.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    options = Options({"NAPE_DATA_DIR": str(tmp_path / "file" / "data")})
    with pytest.raises(ImproperlyConfigured, match=r"NAPE_DATA_DIR: .* cannot be made"):
        options.folder("NAPE_DATA_DIR", tmp_path)


def test_a_folder_that_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(ImproperlyConfigured, match=r"is not writable\."):
        Options({}).folder("NAPE_DATA_DIR", tmp_path)


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    first = Options({}).secret("NAPE_SECRET_KEY_FILE", path)
    assert len(first) >= 64
    assert Options({}).secret("NAPE_SECRET_KEY_FILE", path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_named_secret_file_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "elsewhere"
    with pytest.raises(ImproperlyConfigured, match=r"elsewhere does not exist\."):
        Options({"NAPE_SECRET_KEY_FILE": str(path)}).secret("NAPE_SECRET_KEY_FILE", tmp_path)


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    path.write_text("changeme\n")
    with pytest.raises(ImproperlyConfigured, match=r"fewer than 32 characters\."):
        Options({}).secret("NAPE_SECRET_KEY_FILE", path)
