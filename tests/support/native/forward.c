/* A PKCS#11 module that forwards to another one, logs each call and its answer, but no data,
 * and can change an answer: what SoftHSM2 cannot do, such as lock a PIN, is tested with it.
 * Environment variables tell it what to do:
 *
 *   FORWARD_TO           the module that answers
 *   FORWARD_LOG          a file, to which a line is added for each call: its name and its answer
 *                        in hexadecimal
 *   FORWARD_CHANGE       names of changes (enum change), separated by commas
 *   FORWARD_PIN          what is typed on the pad, or what the token that needs no login was
 *                        opened with
 *   FORWARD_ENVIRONMENT  a file, into which `env` writes the environment of a child process when
 *                        the module is finalized
 *   FORWARD_REMOVE       C_Name:N: the token is pulled out at the N-th call of that function
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What PKCS#11 2.40 says. On Unix its structures are not packed; its numbers, handles and
 * answers are unsigned longs, which are as wide as its pointers. */
typedef unsigned long word;

struct slot_info {
    unsigned char description[64], manufacturer[32];
    word flags;
    unsigned char versions[4];
};

struct token_info {
    unsigned char label[32], manufacturer[32], model[16], serial[16];
    word flags;
    word limits[10];
    unsigned char versions[4], time[16];
};

struct mechanism {
    word type;
    void *parameter;
    word length;
};

enum {
    CKR_OK = 0,
    CKR_GENERAL_ERROR = 5,
    CKR_ARGUMENTS_BAD = 7,
    CKR_DEVICE_ERROR = 0x30,
    CKR_DEVICE_REMOVED = 0x32,
    CKR_MECHANISM_INVALID = 0x70,
    CKR_PIN_EXPIRED = 0xa3,
    CKR_PIN_LOCKED = 0xa4,
    CKR_BUFFER_TOO_SMALL = 0x150,
    CKM_RSA_PKCS = 1,
    CKM_SHA1_RSA_PKCS = 6,
    CKM_SHA256_RSA_PKCS = 0x40,
    CKM_SHA512_RSA_PKCS = 0x42,
    CKF_TOKEN_PRESENT = 1,
    CKF_LOGIN_REQUIRED = 4,
    CKF_CLOCK_ON_TOKEN = 0x40,
    CKF_PROTECTED_AUTHENTICATION_PATH = 0x100,
    CKF_USER_PIN_COUNT_LOW = 0x10000,
    CKF_USER_PIN_FINAL_TRY = 0x20000,
    CKF_USER_PIN_LOCKED = 0x40000,
    CKF_USER_PIN_TO_BE_CHANGED = 0x80000,
    CKU_USER = 1,
};

/* All functions in the order of CK_FUNCTION_LIST. SAME ones are only forwarded, with their
 * number of arguments; the answers of the OTHER ones can be changed. */
#define FUNCTIONS(SAME, OTHER) \
    SAME(Initialize, 1) SAME(Finalize, 1) SAME(GetInfo, 1) OTHER(GetFunctionList, 1) \
    OTHER(GetSlotList, 3) OTHER(GetSlotInfo, 2) OTHER(GetTokenInfo, 2) \
    OTHER(GetMechanismList, 3) SAME(GetMechanismInfo, 3) SAME(InitToken, 4) SAME(InitPIN, 3) \
    SAME(SetPIN, 5) OTHER(OpenSession, 5) SAME(CloseSession, 1) SAME(CloseAllSessions, 1) \
    SAME(GetSessionInfo, 2) SAME(GetOperationState, 3) SAME(SetOperationState, 5) \
    OTHER(Login, 4) SAME(Logout, 1) SAME(CreateObject, 4) SAME(CopyObject, 5) \
    SAME(DestroyObject, 2) SAME(GetObjectSize, 3) SAME(GetAttributeValue, 4) \
    SAME(SetAttributeValue, 4) SAME(FindObjectsInit, 3) SAME(FindObjects, 4) \
    SAME(FindObjectsFinal, 1) SAME(EncryptInit, 3) SAME(Encrypt, 5) SAME(EncryptUpdate, 5) \
    SAME(EncryptFinal, 3) SAME(DecryptInit, 3) SAME(Decrypt, 5) SAME(DecryptUpdate, 5) \
    SAME(DecryptFinal, 3) SAME(DigestInit, 2) SAME(Digest, 5) SAME(DigestUpdate, 3) \
    SAME(DigestKey, 2) SAME(DigestFinal, 3) OTHER(SignInit, 3) SAME(Sign, 5) \
    SAME(SignUpdate, 3) SAME(SignFinal, 3) SAME(SignRecoverInit, 3) SAME(SignRecover, 5) \
    SAME(VerifyInit, 3) SAME(Verify, 5) SAME(VerifyUpdate, 3) SAME(VerifyFinal, 3) \
    SAME(VerifyRecoverInit, 3) SAME(VerifyRecover, 5) SAME(DigestEncryptUpdate, 5) \
    SAME(DecryptDigestUpdate, 5) SAME(SignEncryptUpdate, 5) SAME(DecryptVerifyUpdate, 5) \
    SAME(GenerateKey, 5) SAME(GenerateKeyPair, 8) SAME(WrapKey, 6) SAME(UnwrapKey, 8) \
    SAME(DeriveKey, 6) SAME(SeedRandom, 3) SAME(GenerateRandom, 3) SAME(GetFunctionStatus, 1) \
    SAME(CancelFunction, 1) SAME(WaitForSlotEvent, 3)

#define NUMBER(name, count) name,
enum { FUNCTIONS(NUMBER, NUMBER) COUNT };
_Static_assert(COUNT == 68, "CK_FUNCTION_LIST has 68 functions");

struct list {
    unsigned char version[2];
    void *functions[COUNT];
};

/* The module that answers. */
static struct list *real;

#define PARAMETERS_1 word a
#define PARAMETERS_2 PARAMETERS_1, word b
#define PARAMETERS_3 PARAMETERS_2, word c
#define PARAMETERS_4 PARAMETERS_3, word d
#define PARAMETERS_5 PARAMETERS_4, word e
#define PARAMETERS_6 PARAMETERS_5, word f
#define PARAMETERS_8 PARAMETERS_6, word g, word h
#define ARGUMENTS_1 a
#define ARGUMENTS_2 ARGUMENTS_1, b
#define ARGUMENTS_3 ARGUMENTS_2, c
#define ARGUMENTS_4 ARGUMENTS_3, d
#define ARGUMENTS_5 ARGUMENTS_4, e
#define ARGUMENTS_6 ARGUMENTS_5, f
#define ARGUMENTS_8 ARGUMENTS_6, g, h

/* The real function of this name and number of arguments. */
#define REAL(name, count) ((word (*)(PARAMETERS_##count))real->functions[name])

enum change {
    COUNT_LOW,    /* a wrong PIN was entered before */
    FINAL_TRY,    /* the next wrong PIN locks the token */
    LOCKED,       /* the PIN is locked */
    EXPIRED,      /* the PIN has expired: the login succeeds, a signature does not */
    PAD,          /* the PIN is typed on a pad: a login with a PIN is refused */
    NO_LOGIN,     /* the token needs no login */
    ONLY_PLAIN,   /* of the mechanisms that sign with RSA, it has CKM_RSA_PKCS alone */
    ONLY_HASHING, /* of the mechanisms that sign with RSA, it has CKM_SHA*_RSA_PKCS alone */
    NO_SIGNING,   /* no mechanism signs with PKCS#1 v1.5 */
    BLANK_CLOCK,  /* the token has a clock, on which no time was set */
    BAD_SLOT,     /* one more slot, whose token cannot be described */
    EMPTY,        /* no slot holds a token */
    CHANGES
};
static const char *const names[CHANGES] = {
    "count-low",  "final-try",    "locked",     "expired",     "pad",      "no-login",
    "only-plain", "only-hashing", "no-signing", "blank-clock", "bad-slot", "empty",
};
static int changed[CHANGES];

/* The number of the slot that BAD_SLOT adds. */
static const word bad_slot = 0xbad;

static void *fatal(const char *what, const char *value)
{
    fprintf(stderr, "forward.c: %s %s\n", what, value ? value : "is not set");
    return NULL;
}

/* Reads FORWARD_CHANGE. */
static int read_changes(void)
{
    const char *word = getenv("FORWARD_CHANGE");

    while (word && *word) {
        size_t length = strcspn(word, ",");
        int change = 0;
        while (change < CHANGES &&
               (strlen(names[change]) != length || strncmp(word, names[change], length)))
            change++;
        if (change == CHANGES)
            return fatal("FORWARD_CHANGE: unknown change in", word) != NULL;
        changed[change] = 1;
        word += length + (word[length] == ',');
    }
    return 1;
}

/* Loads the module that answers. */
static struct list *load(void)
{
    const char *file = getenv("FORWARD_TO");
    struct list *list = NULL;
    void *library, *get;

    if (!file || !getenv("FORWARD_LOG"))
        return fatal("FORWARD_TO or FORWARD_LOG", NULL);
    if (getenv("FORWARD_REMOVE") && !strchr(getenv("FORWARD_REMOVE"), ':'))
        return fatal("FORWARD_REMOVE has no colon:", getenv("FORWARD_REMOVE"));
    if (!read_changes())
        return NULL;
    library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    get = library ? dlsym(library, "C_GetFunctionList") : NULL;
    if (!get)
        return fatal("FORWARD_TO cannot be loaded:", dlerror());
    if (((word (*)(struct list **))get)(&list) != CKR_OK)
        return fatal("no functions of", file);
    return list;
}

/* Counts a call. Returns whether the token is gone when it is made. */
static int removed(int function, const char *name)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static int calls, gone;
    const char *remove = getenv("FORWARD_REMOVE"), *colon = remove ? strchr(remove, ':') : NULL;
    size_t length = colon ? (size_t)(colon - remove) : 0;
    int now;

    pthread_mutex_lock(&lock);
    if (colon && strlen(name) == length && !strncmp(remove, name, length))
        gone |= ++calls >= atoi(colon + 1);
    now = gone;
    pthread_mutex_unlock(&lock);
    return now && function != Finalize;
}

/* Lets a child process write its environment. */
static void write_environment(const char *path)
{
    int status, file;
    pid_t child = fork();

    if (child == 0) {
        file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
        if (file >= 0 && dup2(file, 1) == 1)
            execlp("env", "env", (char *)NULL);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        abort();
}

/* Logs a call. */
static word answered(int function, const char *name, word answer)
{
    char line[64];
    int length = snprintf(line, sizeof line, "%s 0x%lx\n", name, answer);
    int log = open(getenv("FORWARD_LOG"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);

    if (function == Finalize && getenv("FORWARD_ENVIRONMENT"))
        write_environment(getenv("FORWARD_ENVIRONMENT"));
    if (log < 0 || write(log, line, (size_t)length) != length || close(log))
        abort();
    return answer;
}

/* A function with this answer, unless the token is gone. */
#define ANSWER(name, count, value)                                                                \
    static word C_##name(PARAMETERS_##count)                                                      \
    {                                                                                             \
        word answer = removed(name, "C_" #name) ? (word)CKR_DEVICE_REMOVED : (value);             \
        return answered(name, "C_" #name, answer);                                                \
    }
#define FORWARD(name, count) ANSWER(name, count, REAL(name, count)(ARGUMENTS_##count))
#define NOTHING(name, count)

FUNCTIONS(FORWARD, NOTHING)

static word get_slot_list(word occupied, word *list, word *count)
{
    word room = *count, answer;

    if (changed[EMPTY] && occupied) {
        *count = 0;
        return CKR_OK;
    }
    answer = ((word (*)(unsigned char, word *, word *))real->functions[GetSlotList])(
        (unsigned char)occupied, list, count);
    if (answer != CKR_OK || !changed[BAD_SLOT])
        return answer;
    ++*count;
    if (!list)
        return CKR_OK;
    if (*count > room)
        return CKR_BUFFER_TOO_SMALL;
    /* It comes first, so that it would hide the others from careless callers. */
    memmove(list + 1, list, (*count - 1) * sizeof *list);
    list[0] = bad_slot;
    return CKR_OK;
}
/* The first argument is one byte. */
ANSWER(GetSlotList, 3, get_slot_list(a & 0xff, (word *)b, (word *)c))

static word get_slot_info(word slot, struct slot_info *info)
{
    if (slot != bad_slot)
        return REAL(GetSlotInfo, 2)(slot, (word)info);
    memset(info, 0, sizeof *info);
    memset(info->description, 'x', sizeof info->description);
    info->flags = CKF_TOKEN_PRESENT;
    return CKR_OK;
}
ANSWER(GetSlotInfo, 2, get_slot_info(a, (struct slot_info *)b))

static word get_token_info(word slot, struct token_info *info)
{
    static const struct {
        enum change change;
        word flag;
    } flags[] = {
        { COUNT_LOW, CKF_USER_PIN_COUNT_LOW },   { FINAL_TRY, CKF_USER_PIN_FINAL_TRY },
        { LOCKED, CKF_USER_PIN_LOCKED },         { EXPIRED, CKF_USER_PIN_TO_BE_CHANGED },
        { PAD, CKF_PROTECTED_AUTHENTICATION_PATH }, { BLANK_CLOCK, CKF_CLOCK_ON_TOKEN },
    };
    word answer = slot == bad_slot ? (word)CKR_DEVICE_ERROR : REAL(GetTokenInfo, 2)(slot, (word)info);
    size_t row;

    if (answer != CKR_OK || !info)
        return answer;
    for (row = 0; row < sizeof flags / sizeof *flags; row++)
        if (changed[flags[row].change])
            info->flags |= flags[row].flag;
    if (changed[NO_LOGIN])
        info->flags &= ~(word)CKF_LOGIN_REQUIRED;
    if (changed[BLANK_CLOCK])
        memset(info->time, ' ', sizeof info->time);
    return answer;
}
ANSWER(GetTokenInfo, 2, get_token_info(a, (struct token_info *)b))

static int hidden(word mechanism)
{
    int plain = mechanism == CKM_RSA_PKCS;
    int hashing = mechanism == CKM_SHA1_RSA_PKCS || mechanism == CKM_SHA256_RSA_PKCS ||
                  mechanism == CKM_SHA512_RSA_PKCS;

    return (plain && (changed[ONLY_HASHING] || changed[NO_SIGNING])) ||
           (hashing && (changed[ONLY_PLAIN] || changed[NO_SIGNING]));
}

static word get_mechanism_list(word slot, word *list, word *count)
{
    word answer = REAL(GetMechanismList, 3)(slot, (word)list, (word)count);
    word number, kept = 0;

    if (answer != CKR_OK || !list)
        return answer;
    for (number = 0; number < *count; number++)
        if (!hidden(list[number]))
            list[kept++] = list[number];
    *count = kept;
    return answer;
}
ANSWER(GetMechanismList, 3, get_mechanism_list(a, (word *)b, (word *)c))

static word log_in(word session, word user)
{
    const char *pin = getenv("FORWARD_PIN");

    return REAL(Login, 4)(session, user, (word)(pin ? pin : ""), pin ? strlen(pin) : 0);
}

static word open_session(PARAMETERS_5)
{
    word answer = REAL(OpenSession, 5)(ARGUMENTS_5);

    if (answer == CKR_OK && changed[NO_LOGIN])
        log_in(*(word *)e, CKU_USER);
    return answer;
}
ANSWER(OpenSession, 5, open_session(ARGUMENTS_5))

static word login(word session, word user, word pin, word length)
{
    if (changed[LOCKED])
        return CKR_PIN_LOCKED;
    if (!changed[PAD])
        return REAL(Login, 4)(session, user, pin, length);
    return pin ? (word)CKR_ARGUMENTS_BAD : log_in(session, user);
}
ANSWER(Login, 4, login(ARGUMENTS_4))

static word sign_init(word session, const struct mechanism *mechanism, word key)
{
    if (changed[EXPIRED])
        return CKR_PIN_EXPIRED;
    if (hidden(mechanism->type))
        return CKR_MECHANISM_INVALID;
    return REAL(SignInit, 3)(session, (word)mechanism, key);
}
ANSWER(SignInit, 3, sign_init(a, (const struct mechanism *)b, c))

/* The one function that is exported. */
word C_GetFunctionList(struct list **list)
{
#define ENTRY(name, count) (void *)C_##name,
    static struct list table = { .functions = { FUNCTIONS(ENTRY, ENTRY) } };

    if (!real)
        real = load();
    if (!real)
        return CKR_GENERAL_ERROR;
    memcpy(table.version, real->version, sizeof table.version);
    *list = &table;
    return CKR_OK;
}
