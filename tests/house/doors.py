"""The table of doors: what each of these people gets at every route of the interface.

The owner's records are what everybody asks for. `nobody` has no token; `owner`, `stranger`,
`granted` (a clinician whom the owner let in) and `ended` (whose grant was revoked) have tokens
with every scope; `reads`, `checks` and `panel` are tokens of the owner with one scope each:
diary:read, check-in:write, patients:read. A cell is the status; 2xx is any success.
"""

import re

PEOPLE = ("nobody", "owner", "stranger", "granted", "ended", "reads", "checks", "panel")
COLLECTIONS = (
    "episodes", "medications", "doses", "treatments", "marks", "scores", "custom-factors",
    "visits", "acknowledgements",
)  # fmt: skip
SHARED = tuple(name for name in COLLECTIONS if name != "acknowledgements")
EXPORTED = (
    "profile", "episodes", "readings", "check-ins", "medications", "doses", "treatments",
    "sessions", "marks", "scores", "findings", "annotations", "acknowledgements",
    "custom-factors", "visits",
)  # fmt: skip

TABLE = """
                                              nobody owner stranger granted ended reads checks panel
GET    /api/schema/                           200    200   200      200     200   200   200    200
GET    /api/docs/                             200    200   200      200     200   200   200    200

GET    me/                                    401    200   200      200     200   200   403    403
PATCH  me/                                    401    200   200      200     200   403   403    403
GET    me/archive/                            401    200   200      200     200   200   403    403
POST   me/archive/                            401    200   200      200     200   403   403    403
POST   me/erase/                              401    200   200      200     200   403   403    403
GET    me/access-log/                         401    200   200      200     200   200   403    403

GET    {collection}/                          401    200   200      200     200   200   403    403
POST   {collection}/                          401    201   201      201     201   403   403    403
GET    {collection}/{id}/                     401    200   404      404     404   200   403    403
PUT    {collection}/{id}/                     401    200   201      201     201   403   403    403
PATCH  {collection}/{id}/                     401    200   404      404     404   403   403    403
DELETE {collection}/{id}/                     401    204   404      404     404   403   403    403
GET    {collection}/{id}/history/             401    200   404      404     404   200   403    403
POST   {collection}/{id}/restore/             401    200   404      404     404   403   403    403
POST   episodes/{id}/readings/                401    201   404      404     404   403   403    403

GET    check-ins/                             401    200   200      200     200   200   403    403
GET    check-ins/{date}/                      401    200   404      404     404   200   403    403
PUT    check-ins/{date}/                      401    200   201      201     201   403   200    403
PATCH  check-ins/{date}/                      401    200   404      404     404   403   200    403
DELETE check-ins/{date}/                      401    204   404      404     404   403   204    403
GET    check-ins/{date}/history/              401    200   404      404     404   200   403    403

GET    bin/                                   401    200   200      200     200   200   403    403
POST   sync/                                  401    200   409      409     409   403   403    403
GET    vocabulary/                            401    200   200      200     200   200   200    200
GET    insights/                              401    2xx   2xx      2xx     2xx   2xx   403    403
GET    export/{exported}.csv                  401    200   200      200     200   200   403    403
GET    export/fhir.json                       401    200   200      200     200   200   403    403
GET    report.pdf                             401    2xx   2xx      2xx     2xx   2xx   403    403
GET    report.html                            401    2xx   2xx      2xx     2xx   2xx   403    403
GET    report.json                            401    2xx   2xx      2xx     2xx   2xx   403    403
GET    charts/{name}.svg                      401    2xx   2xx      2xx     2xx   2xx   403    403
GET    charts/{name}.png                      401    2xx   2xx      2xx     2xx   2xx   403    403

GET    grants/                                401    200   200      200     200   200   403    403
DELETE grants/                                401    204   204      204     204   403   403    403
DELETE grants/{grant}/                        401    204   404      404     404   403   403    403
GET    invitations/                           401    200   200      200     200   200   403    403
POST   invitations/                           401    201   201      201     201   403   403    403
DELETE invitations/{invitation}/              401    204   404      404     404   403   403    403
POST   invitations/preview/                   401    200   200      200     200   403   403    403
POST   invitations/terms/                     401    403   403      200     200   403   403    403
POST   invitations/accept/                    401    403   403      201     201   403   403    403
GET    share-links/                           401    200   200      200     200   200   403    403
POST   share-links/                           401    201   201      201     201   403   403    403
DELETE share-links/{link}/                    401    204   404      404     404   403   403    403

GET    practices/                             401    200   200      200     200   403   403    200
GET    practices/{practice}/members/          401    404   404      200     404   403   403    404
POST   practices/{practice}/members/          401    404   404      200     404   403   403    404
PATCH  practices/{practice}/members/{member}/ 401    404   404      200     404   403   403    404
DELETE practices/{practice}/members/{member}/ 401    404   404      204     404   403   403    404
POST   practices/{asking}/membership/         401    404   404      201     404   403   403    404
DELETE practices/{asking}/membership/         401    404   404      204     404   403   403    404

GET    patients/                              401    200   200      200     200   403   403    200
GET    patients/{person}/{shared}/            401    404   404      200     404   403   403    404
GET    patients/{person}/{shared}/{id}/       401    404   404      200     404   403   403    404
GET    patients/{person}/check-ins/           401    404   404      200     404   403   403    404
GET    patients/{person}/check-ins/{date}/    401    404   404      200     404   403   403    404
GET    patients/{person}/insights/            401    404   404      2xx     404   403   403    404
GET    patients/{person}/report.pdf           401    404   404      2xx     404   403   403    404
GET    patients/{person}/report.html          401    404   404      2xx     404   403   403    404
GET    patients/{person}/report.json          401    404   404      2xx     404   403   403    404
GET    patients/{person}/charts/{name}.svg    401    404   404      2xx     404   403   403    404
GET    patients/{person}/charts/{name}.png    401    404   404      2xx     404   403   403    404
GET    patients/{person}/findings/            401    404   404      200     404   403   403    404
POST   patients/{person}/findings/            401    404   404      201     404   403   403    404
GET    patients/{person}/annotations/         401    404   404      200     404   403   403    404
POST   patients/{person}/annotations/         401    404   404      201     404   403   403    404
GET    patients/{person}/annotations/{id}/    401    404   404      200     404   403   403    404
PATCH  patients/{person}/annotations/{id}/    401    404   404      200     404   403   403    404
DELETE patients/{person}/annotations/{id}/    401    404   404      204     404   403   403    404
"""


def rows() -> dict[tuple[str, str], tuple[str, ...]]:
    """Every row by method and path; one row stands for every collection it may name."""
    table: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in TABLE.splitlines()[2:]:
        if not line.strip():
            continue
        method, path, *cells = line.split()
        assert len(cells) == len(PEOPLE), line
        for full in _expanded(path):
            table[method, full] = tuple(cells)
    return table


def _expanded(path: str) -> list[str]:
    path = path if path.startswith("/") else f"/api/v1/{path}"
    names = {"{collection}": COLLECTIONS, "{shared}": SHARED, "{exported}": EXPORTED}
    for hole, known in names.items():
        if hole in path:
            return [path.replace(hole, name) for name in known]
    return [path]


def shape(path: str) -> str:
    """A path without the names of what it takes, to be compared with the URL resolver's."""
    return re.sub(r"{\w+}", "{}", path)
