#!/usr/bin/env python3
"""Runs a recipe that uses `spark` in each of the folders, in one session: says for each whether it ended or failed.

usage: run_spark.py classic|connect MASTER RECIPE FOLDER...

The recipe's relative paths are those of the folder. Partitions are small, so that there are several, and a task is tried as often as MASTER says.
"""
import re
import sys

from pyspark.sql import SparkSession


def main():
    kind, master, recipe = sys.argv[1:4]
    builder = SparkSession.builder.config('spark.ui.enabled', 'false').config('spark.sql.execution.arrow.maxRecordsPerBatch', '100')
    spark = (builder.remote(master) if kind == 'connect' else builder.master(master)).getOrCreate()
    if kind == 'classic':
        spark.sparkContext.setLogLevel('OFF')
    spark.conf.set('spark.sql.files.maxPartitionBytes', '9000')
    spark.conf.set('spark.sql.files.openCostInBytes', '0')
    spark.conf.set('spark.sql.files.minPartitionNum', '1')
    print('info: engines: Spark', spark.version, 'as', kind, master)
    with open(recipe, encoding='utf-8') as file:
        text = file.read()
    for folder in sys.argv[4:]:
        here = re.sub(r'"(clients|results)', '"%s/\\1' % folder, text)
        try:
            exec(compile(here, recipe, 'exec'), {'spark': spark})
        except Exception as error:
            print(folder, 'failed:', str(error).splitlines()[:1])
        else:
            print(folder, 'ended')
    spark.stop()


if __name__ == '__main__':
    main()
