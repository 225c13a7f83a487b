"""The client of a store that speaks S3, and what a store says when it fails (edge: network).

Keys come from where boto3 finds them (environment, ``~/.aws``, the machine) and are never read
here. A message has the code of the store's answer alone: its text may repeat a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from shaiquan.model.remote_addresses import find_endpoint_host, parse_bucket
from shaiquan.publishing.release import PublishFault

#: so many requests at once
CONNECTIONS = 8
#: these stores answer only to the name of the bucket before their host; others by paths as well
_BUCKET_HOSTS = (".aliyuncs.com", ".myqcloud.com", ".myhuaweicloud.com", ".volces.com")

_NO_KEYS = (
    "没有对象存储的密钥。放在环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY 里，"
    "或者 ~/.aws/credentials；不要写进 site.yml",
    "no keys for the store. They stand in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or in "
    "~/.aws/credentials; never in site.yml",
)
_BAD_KEYS = (
    "对象存储不认这里的密钥。请核对密钥有没有写错、停用或过期",
    "the store does not know these keys. See whether they are wrong, disabled or have expired",
)
_DENIED = (
    "这里的密钥没有权限。要能在这个桶里列出、读、写、删（ListBucket、GetObject、PutObject、DeleteObject）",
    "these keys may not do that. They need ListBucket, GetObject, PutObject and DeleteObject in "
    "this bucket",
)
_NO_BUCKET = (
    "没有这个桶。请核对 s3:// 后面的名字、接口和区域，或者先建好它",
    "no such bucket. Check the name after s3://, endpoint and region, or make it first",
)
_OTHER_REGION = (
    "桶在另一个区域。请在 区域 和 接口 写它所在的那个",
    "the bucket is in another region. Write that one as 区域 and 接口",
)
_UNREACHABLE = (
    "连不上对象存储。请检查 接口 的网址、网络和代理",
    "the store cannot be reached. Check the endpoint, the network and the proxy",
)
_BAD_ADDRESS = (
    "对象存储的地址看不懂。地址 写成 s3://桶/前缀，接口 写成 https://主机；密钥不要写在里面",
    "the address of the store is not understood. Write s3://bucket/prefix, and the endpoint as "
    "https://host; no keys in them",
)
_NO_BOTO3 = (
    "发布到对象存储要用 boto3，现在没有装。网站自己的仓库，在 requirements.txt 里把 shaiquan 写成 "
    "shaiquan[s3]，再运行一次；在程序的文件夹里，运行 .venv/bin/python -m pip install --no-deps "
    "--require-hashes -r requirements-s3.lock",
    "boto3 is needed for a store and is not installed. In a site's own repository, write "
    "shaiquan[s3] in requirements.txt and run this again; in the folder of the program, run "
    ".venv/bin/python -m pip install --no-deps --require-hashes -r requirements-s3.lock",
)
#: the code of an answer -> what it means
_CODES = {
    "InvalidAccessKeyId": _BAD_KEYS,
    "SignatureDoesNotMatch": _BAD_KEYS,
    "InvalidToken": _BAD_KEYS,
    "ExpiredToken": _BAD_KEYS,
    "AccessDenied": _DENIED,
    "403": _DENIED,
    "NoSuchBucket": _NO_BUCKET,
    "404": _NO_BUCKET,
    "PermanentRedirect": _OTHER_REGION,
    "AuthorizationHeaderMalformed": _OTHER_REGION,
    "301": _OTHER_REGION,
    "RequestTimeTooSkewed": (
        "这台电脑的时钟不准，对象存储不接受。请先对时",
        "the clock of this machine is wrong. Set it first",
    ),
}
#: an error of botocore -> what it means; the first that fits
_ERRORS = (
    (("NoCredentialsError", "PartialCredentialsError"), _NO_KEYS),
    (("ProfileNotFound", "CredentialRetrievalError", "TokenRetrievalError"), _NO_KEYS),
    (("ConnectionError", "HTTPClientError"), _UNREACHABLE),
    (("ParamValidationError", "InvalidRegionError", "ValueError"), _BAD_ADDRESS),
)


def open_client(address: str, endpoint: str, region: str) -> tuple[Any, str, str]:
    """The client of a store, its bucket, and what stands before each path in it.

    Raises PublishFault.
    """
    bucket, host = parse_bucket(address), find_endpoint_host(endpoint)
    if bucket is None or host is None:
        raise PublishFault(*_BAD_ADDRESS)
    try:
        import boto3
        from botocore.config import Config
    except ImportError:
        raise PublishFault(*_NO_BOTO3) from None
    config = Config(
        # sums in trailers, and several deletions by one request, are what other stores lack
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        retries={"mode": "standard"},
        connect_timeout=10,
        max_pool_connections=CONNECTIONS,
        s3={"addressing_style": "virtual"} if host.endswith(_BUCKET_HOSTS) else None,
    )
    with explain_faults():
        client = boto3.client(
            "s3", endpoint_url=endpoint or None, region_name=region or None, config=config
        )
    return client, *bucket


@contextmanager
def explain_faults() -> Iterator[None]:
    """Turn what goes wrong with a store into a PublishFault that has no key in it."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        raise PublishFault(
            *_explain_code(str(error.response.get("Error", {}).get("Code", "")))
        ) from None
    except (BotoCoreError, ValueError) as error:  # ValueError: an endpoint that is none
        raise PublishFault(*_explain_error(error)) from None


def _explain_code(code: str) -> tuple[str, str]:
    said = code if re.fullmatch(r"[A-Za-z0-9.]{1,60}", code) else "?"
    other = f"对象存储没有接受：{said}。再发布一次，就接着传", f"the store refused: {said}"
    return _CODES.get(code, other)


def _explain_error(error: Exception) -> tuple[str, str]:
    name, names = type(error).__name__, {one.__name__ for one in type(error).__mro__}
    other = f"boto3 没有成功：{name}。请核对 ~/.aws 里的设置", f"boto3 failed: {name}. See ~/.aws"
    return next((words for known, words in _ERRORS if names & {*known}), other)
