"""Files in an S3-compatible store, for several hosts: docs/scaling.md. Loaded only where S3_BUCKET is set."""

from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from mentoring.kit.shelf import StoreAway

ON_DISK_FROM = 2 * 1024 * 1024  # a larger file on its way to a visitor lies in the temporary folder, not in memory


@contextmanager
def told():
    """What the store's client says becomes the one error the office knows."""
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError) as error:
        raise StoreAway(f"the store of files: {type(error).__name__}") from error


class ObjectStorage(S3Storage):
    def get_default_settings(self):
        """Patience of a page; sums only where the protocol asks, as many stores that are not Amazon's know no others."""
        client = Config(
            connect_timeout=3,
            read_timeout=20,
            retries={"total_max_attempts": 2},
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        return super().get_default_settings() | {
            "client_config": client,
            "transfer_config": TransferConfig(use_threads=False),
            "file_overwrite": False,
            "max_memory_size": ON_DISK_FROM,
        }

    def _open(self, name, mode="rb"):
        """Read here, where a failure still has its answer, and not while the page is being sent."""
        with told():
            file = super()._open(name, mode)
            return file.open() if "r" in mode else file

    def _save(self, name, content):
        with told():
            return super()._save(name, content)

    def exists(self, name):
        with told():
            return super().exists(name)

    def delete(self, name):
        with told():
            super().delete(name)

    def listdir(self, name):
        with told():
            return super().listdir(name)

    def get_modified_time(self, name):
        with told():
            return super().get_modified_time(name)
