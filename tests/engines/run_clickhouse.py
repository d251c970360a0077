#!/usr/bin/env python3
"""Runs the query of a file in ClickHouse, as chdb brings it, with `clients.parquet` of this folder: prints one JSON object a row.

usage: run_clickhouse.py SESSION QUERY       SESSION: a folder with user_scripts/
"""
import sys

from chdb import session


def main():
    with open(sys.argv[2], encoding='utf-8') as file:
        sys.stdout.buffer.write(session.Session(sys.argv[1]).query(file.read(), 'JSONEachRow').bytes())


if __name__ == '__main__':
    main()
