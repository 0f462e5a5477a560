#!/usr/bin/env python3
"""Writes hold.wav: eight seconds of music on hold that join without a gap, 8 kHz, 16 bits, mono."""

import math
import pathlib
import struct
import wave

RATE = 8_000
BEAT = RATE // 4
# Four chords as broken triads, in semitones above the A of 220 Hz.
CHORDS = [(3, 7, 10), (0, 3, 7), (5, 8, 12), (-2, 2, 5)]
PATTERN = [0, 1, 2, 1, 2, 1, 0, 1]


def pluck(semitones, beats):
    """A plucked note: two harmonics that fade out."""
    hertz = 220 * 2 ** (semitones / 12)
    length = int(BEAT * beats)
    for n in range(length):
        turn = math.tau * hertz * n / RATE
        attack = min(1, n / 40)
        release = min(1, (length - n) / 200)
        fade = math.exp(-3 * n / length)
        yield attack * release * fade * (math.sin(turn) + 0.3 * math.sin(2 * turn))


samples = [0.0] * (RATE * 8)
for bar, chord in enumerate(CHORDS):
    for beat, note in enumerate(PATTERN):
        start = (bar * len(PATTERN) + beat) * BEAT
        for n, value in enumerate(pluck(chord[note], 3)):
            samples[(start + n) % len(samples)] += 3_500 * value

with wave.open(str(pathlib.Path(__file__).with_name("hold.wav")), "wb") as out:
    out.setnchannels(1)
    out.setsampwidth(2)
    out.setframerate(RATE)
    out.writeframes(struct.pack(f"<{len(samples)}h", *(int(value) for value in samples)))
