"""The work of `ctl show`, done in Python with the package `cryptography`.

Reads a list, checks its signature and every copy of a certificate's parts, and prints
the fields. An administrator would write such a script, and `ctl show` is compared with it; it is
not a part of ctl.
"""

import hashlib
import struct
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

CONTAINERS = {3, 7, 9}
DIGESTS = {1: hashes.SHA1(), 2: hashes.SHA256(), 3: hashes.SHA512()}
ORDER = ["CN", "OU", "O", "L", "ST", "C"]


def name(rdns):
    pairs = [attribute.rfc4514_string().split("=", 1) for attribute in rdns]
    return ";".join(f"{k}={v}" for want in ORDER for k, v in pairs if k == want)


def fields(data, position, end):
    while position < end:
        if data[position] == 13:
            position += 1
            continue
        tag, length = struct.unpack_from(">BH", data, position)
        yield tag, position, data[position + 3 : position + 3 + length]
        position += 3 if tag in CONTAINERS else 3 + length


def records(data, position):
    while position < len(data):
        (length,) = struct.unpack_from(">H", data, position + 3)
        record, at = {}, position
        while at < position + length:
            tag, size = struct.unpack_from(">BH", data, at)
            record[tag] = data[at + 3 : at + 3 + size]
            at += 3 + size
        yield record
        position += length


def main(path):
    with open(path, "rb") as file:
        data = file.read()
    print(hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest(), len(data))
    (header_length,) = struct.unpack_from(">H", data, 8)
    header = {}
    for tag, position, value in fields(data, 0, header_length):
        header[tag] = (position, value)
        print(tag, len(value), value.hex(" "))
    signer = None
    for number, record in enumerate(records(data, header_length), 1):
        print("record", number)
        for tag, value in record.items():
            print(tag, len(value), value[:64])
        certificate = x509.load_der_x509_certificate(record[9])
        key = certificate.public_key()
        assert record[3][:-1].decode() == name(certificate.subject)
        assert record[5][:-1].decode() == name(certificate.issuer)
        assert int.from_bytes(record[6], "big") == certificate.serial_number
        assert record[7] == key.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.PKCS1
        )
        assert record[8] == certificate.signature
        print(certificate.fingerprint(hashes.SHA1()).hex(" "))
        if record[4] == b"\0\0" and record[6] == header[5][1] and record[5] == header[6][1]:
            signer = key
    position, signature = header[12]
    signed = data[:position] + data[position + 3 + len(signature) :]
    signer.verify(signature, signed, padding.PKCS1v15(), DIGESTS[header[8][1][0]])
    print("verified")


main(sys.argv[1])
