"""The OpenAPI document, made from the shapes."""

from drf_spectacular.openapi import AutoSchema


class RecordSchema(AutoSchema):
    pass
