"""ijson on one ChatLab file: chatlab.py FILE."""

import sys

import ijson

print("ready", flush=True)
sys.stdin.readline()
count = 0
with open(sys.argv[1], "rb") as file:
    for message in ijson.items(file, "messages.item"):
        if message["timestamp"] and message["sender"] and message["content"]:
            count += 1
print(count, flush=True)
sys.stdin.readline()
