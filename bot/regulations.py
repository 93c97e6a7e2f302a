"""The regulations of this installation: those that come with the program, and its own files."""

from collections.abc import Mapping

from bot.settings import ConfigurationError, Settings
from dialogue.errors import InvalidLawFile
from dialogue.regulation import Regulation, load_files, shipped


def configured_regulations(settings: Settings) -> Mapping[str, Regulation]:
    """By id; raises ConfigurationError with a line for each fault of a file."""
    try:
        return load_files(settings.regulations.files, shipped())
    except InvalidLawFile as fault:
        raise ConfigurationError([str(error) for error in fault.errors]) from fault
    except OSError as fault:
        raise ConfigurationError([f"{fault.filename}: cannot be read ({fault.strerror})"]) from None
