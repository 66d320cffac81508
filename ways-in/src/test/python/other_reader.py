"""Reads topics without Spark and without Kaspar: with librdkafka, fastavro, and the registry's own answers."""

import datetime
import io
import json
import os
import urllib.request
import uuid
from functools import lru_cache

import fastavro
from confluent_kafka import Consumer, TopicPartition

REGISTRY = os.environ["KASPAR_SCHEMA_REGISTRY_URL"]
ID_POSITION, PAYLOAD_POSITION = 1, 5


def ask(path):
    with urllib.request.urlopen(REGISTRY + path) as answer:
        return json.load(answer)


@lru_cache(maxsize=None)
def schema_of_id(schema_id):
    return fastavro.parse_schema(json.loads(ask(f"/schemas/ids/{schema_id}")["schema"]))


@lru_cache(maxsize=None)
def newest_schema(topic):
    return fastavro.parse_schema(json.loads(ask(f"/subjects/{topic}-value/versions/latest")["schema"]))


@lru_cache(maxsize=None)
def records(topic):
    """All records: (partition, offset) -> (timestamp in milliseconds, key, value), as bytes."""
    consumer = Consumer({
        "bootstrap.servers": os.environ["KASPAR_BOOTSTRAP_SERVERS"],
        "group.id": "other-reader",
        "enable.auto.commit": False,
        "auto.offset.reset": "earliest",
    })
    partitions = consumer.list_topics(topic).topics[topic].partitions
    ends = {}
    for partition in partitions:
        start, end = consumer.get_watermark_offsets(TopicPartition(topic, partition))
        if start < end:
            ends[partition] = end
    found = {}
    consumer.assign([TopicPartition(topic, partition, 0) for partition in ends])
    while ends:
        for message in consumer.consume(10_000, timeout=10):
            assert not message.error(), message.error()
            place = (message.partition(), message.offset())
            found[place] = (message.timestamp()[1], message.key(), message.value())
            if ends.get(place[0]) == place[1] + 1:
                del ends[place[0]]
    consumer.close()
    return found


def everything(partition, offset):
    return True


@lru_cache(maxsize=None)
def decoded(topic, wanted=everything):
    """The values of the wanted (partition, offset), in the newest schema, in the types that Spark hands to Python."""
    values = {}
    for place, (_, _, payload) in records(topic).items():
        if wanted(*place) and payload is not None:
            writer = schema_of_id(int.from_bytes(payload[ID_POSITION:PAYLOAD_POSITION], "big"))
            values[place] = fastavro.schemaless_reader(io.BytesIO(payload[PAYLOAD_POSITION:]), writer, newest_schema(topic))
    return {place: as_spark_says(value) for place, value in values.items()}


def as_spark_says(value):
    """Times of day are numbers there, in the unit of the schema; identifiers are text; instants are in the session's zone."""
    if isinstance(value, dict):
        converted = {name: as_spark_says(inner) for name, inner in value.items()}
        if "cutoff" in converted:
            converted["cutoff"] //= 1000
        if "detail" in converted:
            converted["detail"] = one_of(converted["detail"])
        return converted
    if isinstance(value, list):
        return [as_spark_says(inner) for inner in value]
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, datetime.time):
        return ((value.hour * 60 + value.minute) * 60 + value.second) * 1_000_000 + value.microsecond
    if isinstance(value, uuid.UUID):
        return str(value)
    return value


def one_of(value):
    """The union of text and number: a struct with a field for each."""
    if value is None:
        return None
    return {"string": value if isinstance(value, str) else None, "long": value if isinstance(value, int) else None}
