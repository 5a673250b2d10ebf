"""English nouns as far as counting needs them: which word is a plural, its singular, which modifiers classify.

The lists are general English and the common speech of computing. Words are lower-case.
"""

from functools import lru_cache

IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "criteria": "criterion",
    "phenomena": "phenomenon", "media": "medium", "indices": "index", "vertices": "vertex", "matrices": "matrix",
    "analyses": "analysis", "axes": "axis", "hypotheses": "hypothesis", "crises": "crisis", "caches": "cache",
    "niches": "niche", "movies": "movie", "cookies": "cookie", "series": "series", "species": "species",
    "leaves": "leaf", "halves": "half", "lives": "life", "schemata": "schema", "data": "data", "staff": "staff",
    "personnel": "personnel", "ties": "tie", "statuses": "status", "viruses": "virus", "buses": "bus",
    "aliases": "alias", "biases": "bias", "focuses": "focus", "bonuses": "bonus", "corpora": "corpus",
    "selfies": "selfie", "calories": "calorie", "zombies": "zombie", "ids": "id", "apis": "api",
    "msgs": "message", "msg": "message", "reqs": "request", "req": "request", "docs": "document",
    "doc": "document", "devs": "developer",
    "dev": "developer", "txns": "transaction", "txn": "transaction", "ops": "operation", "conns": "connection",
    "mau": "monthly active user", "maus": "monthly active user", "dau": "daily active user",
    "daus": "daily active user", "wau": "weekly active user", "ccu": "concurrent user", "repos": "repository",
}  # fmt: skip

# End in -s and count nothing.
NOT_PLURAL = frozenset(
    """
    access across address afterwards alias always analysis analytics apis as asynchronous autonomous aws axis basis
    bias bus business canvas chaos class compress consensus continuous corpus cors cosmos crisis cross css devops
    dns express focus gps graphics has heterogeneous his homogeneous https hypothesis iaas ids ios is its js kafkas
    kubernetes less loss mass mathematics metropolis minus miss mongodbs news nfs nodejs obvious os paas pass paxos
    perhaps physics plus postgres press previous process progress pros redis regardless rps saas series serious
    simultaneous sms species status stress success synchronous this thus tls towards ts us various versus virus vms
    vs was whereas windows yes
    """.split()
) - {"apis", "ids", "vms", "series", "species"}

# Verbs in the third person that follow a number's label (`Tier 1 handles`), never what is counted.
VERBS = frozenset(
    """
    achieves adds allows applies becomes brings causes comes contains covers creates deals defines delivers depends
    describes does enables ends ensures exists explains finds follows gets gives goes grows handles happens helps
    holds includes increases introduces keeps leads lets looks maintains makes manages means meets needs offers
    operates performs prevents produces provides reaches receives reduces remains represents requires returns runs
    saves says seems sends serves shows sits starts stays stops stores supports takes tells tends turns uses waits
    wants works
    """.split()
)

# Those of them that are counted as well.
ALSO_NOUNS = frozenset({"stops", "stores", "shows", "deals"})

# Where a noun phrase ends.
STOP = frozenset(
    """
    a about above after against ago all along also am among an and annually any apart are around as at away back be
    because been before behind being below beneath beside besides between beyond both but by can concurrently could
    daily depending despite did do down due during each either else etc even every except for from globally had has
    have he her here his hourly how if in inside instead internally into is it its just later like may might mom
    monthly more must near nightly nor not now of off often on once only onto or other our out outside over overall
    per plus pm prior quarterly rather right she should simultaneously since so some still such than that the their
    them then there these they this those though through throughout to today together too toward towards under
    unless until up upon us versus via vs was way we weekly well were what when where whereas whether which while
    who whom whose why will with within without worldwide would yearly yet you your yoy
    """.split()
)

# Periods that classify when a user word follows: `2B+ monthly users`, `daily active users`.
PERIOD_QUALIFIERS = {
    "daily": "day", "monthly": "month", "weekly": "week", "hourly": "h", "yearly": "year", "annual": "year",
    "quarterly": "quarter", "nightly": "day",
}  # fmt: skip

# Who is counted by the period that they were seen in: `daily users` are no users per day.
PEOPLE = frozenset(
    """
    accounts active actives customers dau drivers listeners mau members players readers riders shoppers subscribers
    unique user users viewers visitors
    """.split()
)

# Judge, locate or narrow and name no kind of thing: they stay out of the unit.
LOOSE_MODIFIERS = frozenset(
    """
    actual additional advanced available average basic best big bigger busy central combined common comparable
    complete complex comprehensive consecutive core corporate critical current dedicated deep detailed different
    disparate distinct diverse effective efficient enormous entire essential estimated exact existing expected
    expensive external extra fast few final first following full fully fundamental further general geographic global
    good great hard healthy high high-level huge identical important impressive independent individual initial
    interesting internal international key known large larger largest last latest legacy local long low main major
    many massive maximum mere minimum minor modern more most multiple national natural necessary new newest next
    normal notable old optimal optimized original other overall parallel particular popular possible potential
    powerful predefined previous primary principal production proper random rapid real real-time recent recommended
    redundant regional related relevant reliable remaining required respective robust safe scalable separate serious
    several short significant similar simple simultaneous single slow small smaller smart solid special specific
    stable standard strategic strong subsequent successful successive sufficient tiny top total typical unique
    unnecessary upcoming useful usual valid various very vital whole worldwide worst
    """.split()
) - {"regional"}

# Written in capitals and classifying all the same; other capitalised words before a lower-case head are names.
CLASSIFYING_ACRONYMS = frozenset(
    """
    ad ai api ar cd cdn ci cpu crud csv db dc ddos dns edge etl fps gps gpu grpc html http https id io iops iot ip
    isp json kv lb lru ml mobile mq nat os pc pdf pdp poi pos pr qr ram rest rpc sdk sla slo sms smtp sql ssd ssh
    ssl tcp tls udp ui uri url usb utf uuid ux vm vpc vr web www xml yaml
    """.split()
)

# Fixed terms: `two-phase commit`, `three-tier`, `zero trust`; the number says what it is, not how many.
FIXED_SECONDS = frozenset(
    """
    based click config configuration copy day dimensional downtime entry factor false fold for handed hop in
    knowledge layer level on order part part-series phase pizza shot sided stage step stop sum tailed the tier time
    to touch trip true trust way
    """.split()
) - {"click", "fold", "day"}

# Counted in the singular before another noun: `1,000+ node cluster`, `4 vCPU`.
ATTRIBUTIVE = frozenset(
    """
    broker character core cpu customer datacenter device disk engineer gpu hop host line machine member node page
    paragraph partition person point region replica row sentence server shard thread user vcpu vm word worker
    """.split()
)

# An evaluating or locating compound: `production-ready`, `open-source`, `cloud-based`.
LOOSE_TAILS = ("-ready", "-source", "-based", "-level", "-scale", "-grade", "-wide", "-class", "-aware", "-driven")


@lru_cache(maxsize=4096)
def is_plural(word: str) -> bool:
    """Whether the lower-case `word` is a plural that can be counted."""
    if word in IRREGULAR:
        return True
    if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s", "’s", "ous")):
        return word in ("menus", "gpus", "cpus", "skus")
    return word not in NOT_PLURAL and (word not in VERBS or word in ALSO_NOUNS)


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of the lower-case `word`; the word itself where it is one already."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("-series"):
        return word
    if not is_plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


def is_loose(word: str) -> bool:
    """Whether a modifier (lower-case) judges or locates, so that the unit goes without it."""
    return word in LOOSE_MODIFIERS or word.endswith(LOOSE_TAILS) or (word.endswith("ly") and word != "family")
