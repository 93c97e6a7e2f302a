"""What the bots of the two frameworks keep, on SQLAlchemy's asynchronous engine with aiosqlite."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, event
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables."""


class State(Base):
    """Where a chat stands, and what it has answered so far."""

    __tablename__ = "state"

    chat: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    state: Mapped[str | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Answer(Base):
    """One piece of what somebody wrote."""

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    chat: Mapped[int] = mapped_column(BigInteger, index=True)
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class Reply(Base):
    """One message to be sent."""

    __tablename__ = "reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat: Mapped[int] = mapped_column(BigInteger, index=True)
    text: Mapped[str]
    sent: Mapped[bool] = mapped_column(default=False)


async def opened(path: str) -> tuple[AsyncEngine, async_sessionmaker[AsyncSession]]:
    """The database with its tables; a commit is on the disk when it returns."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}")

    @event.listens_for(engine.sync_engine, "connect")
    def durable(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA busy_timeout=30000")
        cursor.close()

    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    return engine, async_sessionmaker(engine, expire_on_commit=False)
