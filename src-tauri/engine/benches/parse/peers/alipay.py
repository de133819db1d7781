"""pandas on one Alipay bill: alipay.py FILE."""

import sys

import pandas

print("ready", flush=True)
sys.stdin.readline()
with open(sys.argv[1], encoding="gb18030") as file:
    preamble = next(n for n, line in enumerate(file) if line.startswith("交易时间,"))
rows = pandas.read_csv(
    sys.argv[1],
    encoding="gb18030",
    skiprows=preamble,
    index_col=False,
    dtype={"交易订单号": str, "商家订单号": str},
    parse_dates=["交易时间"],
)
print(rows["金额"].notna().sum(), flush=True)
sys.stdin.readline()
