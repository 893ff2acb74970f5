"""A QR code as a path, so that the phone, a page and the report draw the same one."""

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

# The quiet edge that readers of codes need, in modules.
EDGE = 4


def drawn(text: str) -> dict[str, str | int]:
    """`size` of the square in modules, its quiet edge included, and the `path` of the dark ones."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=EDGE)
    code.add_data(text)
    matrix = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return {"size": len(matrix), "path": path}
