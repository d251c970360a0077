#!/usr/bin/env python3
"""Runs a recipe that uses `spark`, in the folder of its files: with PySpark if it is installed, else with the stand-in below.

usage: spark_stand_in.py RECIPE PARTITIONS

The stand-in deals with lines and processes as RDD.pipe of PySpark 3 and 4 does: one process a partition, its command split as a shell
would but run by none, an empty environment, "\\n" after each line, and an error where `checkCode` is asked for and the status is not 0.
"""
import os
import shlex
import subprocess
import sys
import threading
import types


class Lines:
    """Lines in partitions. As in Spark, nothing is done before the lines are asked for."""

    def __init__(self, partitions):
        self.partitions = partitions

    def pipe(self, command, env=None, checkCode=False):
        return Lines([through(command, env or {}, checkCode, lines) for lines in self.partitions])

    def saveAsTextFile(self, folder):
        os.mkdir(folder)
        for number, lines in enumerate(self.partitions):
            with open('%s/part-%05d' % (folder, number), 'w', encoding='utf-8') as out:
                out.writelines(line + '\n' for line in lines)
        open(folder + '/_SUCCESS', 'w').close()


def through(command, env, check, lines):
    process = subprocess.Popen(shlex.split(command), env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed():
        for line in lines:
            process.stdin.write((line + '\n').encode())
        process.stdin.close()

    threading.Thread(target=feed).start()
    for line in process.stdout:
        yield line.rstrip(b'\n').decode()
    if process.wait() != 0 and check:
        raise RuntimeError('%s ended with %d' % (command, process.returncode))


def read(path, count):
    """About equal numbers of lines; the last partition is empty."""
    with open(path, encoding='utf-8') as file:
        lines = file.read().splitlines()
    size = -(-len(lines) // (count - 1))
    return Lines([lines[i * size:(i + 1) * size] for i in range(count)])


def main():
    recipe, count = sys.argv[1], int(sys.argv[2])
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        spark = types.SimpleNamespace(sparkContext=types.SimpleNamespace(textFile=lambda path: read(path, count)))
    else:
        spark = SparkSession.builder.master('local[2]').appName('recipe').getOrCreate()
        print('info: recipes: Spark', spark.version, file=sys.stderr)
    with open(recipe, encoding='utf-8') as file:
        exec(compile(file.read(), recipe, 'exec'), {'spark': spark})


if __name__ == '__main__':
    main()
