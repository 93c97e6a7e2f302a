"""Prints how well similar opinions are found, and every pair that is judged wrongly."""

from similar.measure import ALL, line, pairs

if __name__ == "__main__":
    print("| pairs | number | precision | recall |\n|---|---|---|---|")
    for part in ALL:
        print(line(part, pairs(part)))
    print(line("all", pairs()))
    for pair in pairs():
        if pair.is_suggested != pair.is_same:
            print(f"{pair.part} {pair.kind} {pair.likeness:.2f}: {pair.one} | {pair.other}")
