"""Holds the schemas that advise writes against the meta-schema, and files against the schemas, with a public validator.

usage: validate.py FIRST <JOBS

Each line of JOBS is "valid SCHEMA FILE" or "refused SCHEMA FILE": a file that is to be refused says in its first line where the
mistake is: "# … of …: /path/of/the/value". Prints TAP, numbered from FIRST.

YAML is read as version 1.2 reads it: dates are texts, yes is a text.
"""
import re
import sys

import yaml
from jsonschema import Draft202012Validator


class Loader(yaml.SafeLoader):
    """The core schema of YAML 1.2."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), first)


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader)


def places(error):
    """Where the error is, and where those are that it is made of."""
    yield "/" + "/".join(str(step) for step in error.absolute_path)
    for part in error.context:
        yield from places(part)


def complaints(validator, path, refused):
    errors = list(validator.iter_errors(load(path)))
    if not refused:
        return [f"/{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in errors]
    with open(path, encoding="utf-8") as file:
        wanted = file.readline().split(": ")[-1].strip()
    found = {place for error in errors for place in places(error)}
    return [] if found == {wanted} else [f"errors at {sorted(found)}, not at {wanted}"]


def main(number):
    validators = {}
    for line in sys.stdin:
        verb, schema_path, path = line.split()
        if schema_path not in validators:
            schema = load(schema_path)
            Draft202012Validator.check_schema(schema)
            validators[schema_path] = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        found = complaints(validators[schema_path], path, verb == "refused")
        for text in found:
            print(f"# {path}: {text}")
        print(f"{'not ok' if found else 'ok'} {number} - {path} is {verb}")
        number += 1


main(int(sys.argv[1]))
