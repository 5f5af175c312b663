#!/usr/bin/env python3
"""Reads ledgers with this program and with two others in turn (A B C A B C …) and compares CPU, wall time and memory.

    benches/parvis.py [--rows 2000000] [--units 400] [--letters utf8|cp1252] [--rounds 5] [--folder DIR] [--skip NAME …]

All of them read the same file and sum it by unit (four digits of ansvar), account group (two digits of the account) and
period; the sums must be the same to the öre. DuckDB and Polars are fetched from PyPI into target/parvis. Neither reads
Windows-1252 as it streams: then the time of iconv is theirs. What the SHA-256 of the input costs this program, which the
others do not make, is told by itself. --folder takes a folder that has its registers and ledger already.

Told are the medians of the rounds, and the medians of the ratios within each round: a machine that is slow for a while is
slow for all.
"""
import argparse
import csv
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = ROOT / "target" / "parvis"
PACKAGES = ["duckdb==2.0.1", "polars==2.1.0"]
COLUMNS = "Ansvar Verksamhet Konto Projekt Motpart Period Datum Verifikation Text Belopp".split()

DUCKDB = """
import duckdb, sys
ledger, out = sys.argv[1:]
options = "delim=';', quote='\\"', escape='\\"', header=true, encoding='utf-8', decimal_separator=',', auto_detect=false"
types = ", ".join(f"'{name}': '{'DECIMAL(18,2)' if name == 'Belopp' else 'VARCHAR'}'" for name in %r)
connection = duckdb.connect()
connection.execute("set threads=2; set preserve_insertion_order=false")
connection.execute(f'''copy (
  select Ansvar[1:4] as Enhet, Konto[1:2] as Kontogrupp, Period, sum(Belopp)::DECIMAL(18,2) as Utfall
  from read_csv('{ledger}', {options}, new_line='\\\\r\\\\n', columns={{{types}}}) group by all order by all
) to '{out}' (header, delimiter ';')''')
""" % (COLUMNS,)

POLARS = """
import polars as pl, sys
ledger, out = sys.argv[1:]
keys = ["Enhet", "Kontogrupp", "Period"]
amount = pl.col("Belopp").str.replace(",", ".", literal=True).cast(pl.Decimal(18, 2))
rows = pl.scan_csv(ledger, separator=";", infer_schema=False)
rows = rows.select(pl.col("Ansvar").str.head(4).alias("Enhet"), pl.col("Konto").str.head(2).alias("Kontogrupp"), "Period", "Belopp")
sums = rows.group_by(keys).agg(amount.sum().alias("Utfall")).sort(keys)
sums.collect(engine="streaming").write_csv(out, separator=";")
"""


def run(command):
    """CPU seconds, wall seconds and peak MiB of a command and its children."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    if status:
        sys.exit(f"{command[0]} ended with {status}")
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024


def own_program():
    made = subprocess.run(
        ["cargo", "bench", "--bench", "huvudbok", "--no-run", "--message-format=json"],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )
    found = [json.loads(line).get("executable") for line in made.stdout.splitlines() if '"huvudbok"' in line]
    return [path for path in found if path][-1]


def peers_python():
    python = PEERS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return str(python)


def sums(path):
    """The table as written, without zeros: what each program makes of a group that cancels is its own matter."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    return {tuple(row[:3]): round(float(row[3]) * 100) for row in rows if float(row[3])}


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--rows", type=int, default=2_000_000)
    ask.add_argument("--units", type=int, default=400)
    ask.add_argument("--letters", choices=["utf8", "cp1252"], default="utf8")
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--folder")
    ask.add_argument("--skip", nargs="*", default=[])
    asked = ask.parse_args()
    program, python = own_program(), peers_python()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        folder = pathlib.Path(asked.folder or scratch / "mapp")
        if not asked.folder:
            subprocess.run([program, "make", folder, str(asked.rows), str(asked.units), asked.letters], check=True)
        ledger = next((folder / "redovisning").iterdir())
        utf8 = scratch / "utf8.csv" if asked.letters == "cp1252" else ledger
        for name, script in [("read_duckdb.py", DUCKDB), ("read_polars.py", POLARS)]:
            (scratch / name).write_text(script)
        out = {name: scratch / f"{name}.csv" for name in ["uppfolj", "duckdb", "polars"]}
        commands = {
            "uppfolj": [program, "read", folder, out["uppfolj"]],
            "sha-256": [program, "sum", folder],
            "duckdb": [python, scratch / "read_duckdb.py", utf8, out["duckdb"]],
            "polars": [python, scratch / "read_polars.py", utf8, out["polars"]],
        }
        commands = {name: command for name, command in commands.items() if name not in asked.skip}
        found = {name: [] for name in commands}
        for turn in range(asked.rounds + 1):
            transcoded = (0.0, 0.0)
            if asked.letters == "cp1252":
                with open(utf8, "wb") as target:
                    started = time.perf_counter()
                    child = subprocess.Popen(["iconv", "-f", "WINDOWS-1252", "-t", "UTF-8", ledger], stdout=target)
                    _, _, used = os.wait4(child.pid, 0)
                    transcoded = (used.ru_utime + used.ru_stime, time.perf_counter() - started)
            for name, command in commands.items():
                cpu, wall, peak = run(command)
                if name in ("duckdb", "polars"):
                    cpu, wall = cpu + transcoded[0], wall + transcoded[1]
                # The first round warms the disk's cache.
                if turn:
                    found[name].append((cpu, wall, peak))
        tables = {name: sums(path) for name, path in out.items() if name in commands}
        if any(table != tables["uppfolj"] for table in tables.values()):
            sys.exit("the sums differ")
        print(f"{ledger.stat().st_size / 1e6:.0f} MB, {len(tables['uppfolj'])} sums, all the same")
        for name, rounds in found.items():
            cpu, wall, peak = (statistics.median(one[at] for one in rounds) for at in range(3))
            print(f"{name:8} CPU {cpu:6.2f} s   wall {wall:6.2f} s   peak {peak:6.0f} MiB")
        for name in [name for name in ("duckdb", "polars") if name in commands]:
            pairs = list(zip(found["uppfolj"], found[name]))
            cpu, wall, peak = (statistics.median(own[at] / other[at] for own, other in pairs) for at in range(3))
            print(f"of {name}: CPU {cpu:.2f}, wall {wall:.2f}, peak {peak:.2f}")


if __name__ == "__main__":
    main()
