"""The environment in, the settings of this machine out; read by the command line and the web only."""

from pathlib import Path

from pydantic import Field, HttpUrl, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import SetupError


class Settings(BaseSettings):
    """What may differ from machine to machine, as `POSITIONS_…` variables."""

    model_config = SettingsConfigDict(env_prefix="POSITIONS_", env_ignore_empty=True, frozen=True)

    database_url: SecretStr | None = Field(default=None, description="A PostgreSQL 15 or newer of your own")
    data: Path = Field(default=Path(".positions"), description="The folder of the embedded database")
    codebook: Path | None = Field(default=None, description="A folder with codebook/*.yaml and events.yaml")
    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=1, le=65535)
    public_url: HttpUrl | None = Field(default=None, description="Where readers reach the dashboard")
    workers: int | None = Field(default=None, ge=1, description="Processes that read articles")
    log_level: str = Field(default="warning", pattern="(?i)^(debug|info|warning|error)$")

    def url(self) -> str | None:
        """The database's address with its password, for the driver only."""
        return self.database_url.get_secret_value() if self.database_url else None

    def home(self) -> str | None:
        """The address that links in files, feeds and citations begin with; none means the one asked at."""
        return str(self.public_url).rstrip("/") if self.public_url else None


def load() -> Settings:
    """The settings; SetupError names the variable that makes no sense, and never shows its value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "POSITIONS_" + str(first["loc"][0]).upper()
        raise SetupError(f"{name} cannot be used: {first['msg']}.") from None
