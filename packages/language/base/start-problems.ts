/**
 * Problems that keep Millrace from starting, each with what to do next. `{name}` is filled from the details.
 */
export const START_PROBLEMS = {
  'database-address': {
    sentence: '{setting} cannot be read as the address of a Postgres.',
    next: 'Write it as postgres://user:password@host:5432/database. Characters of a password that have a meaning in an address are percent-encoded: @ is %40, : is %3A, / is %2F, # is %23, ? is %3F, % is %25.',
  },
  'database-host': {
    sentence: 'There is no host called {host}.',
    next: 'Check for a typing error in {setting}, and whether this machine can look up that name.',
  },
  'database-refused': {
    sentence: 'No Postgres answers at {host}, port {port}.',
    next: 'Start it, or correct host and port in {setting}. In a container, localhost is the container itself.',
  },
  'database-silent': {
    sentence: '{host}, port {port}, does not answer.',
    next: 'Check whether a firewall stands between this machine and the Postgres that {setting} names, and whether that machine is up.',
  },
  'database-not-postgres': {
    sentence: 'The server at {host}, port {port}, closes the connection or is not Postgres.',
    next: 'Check whether {setting} has the port of another program, or of a proxy whose Postgres is down.',
  },
  'database-password': {
    sentence: 'Postgres does not accept the password of the role {user}.',
    next: 'Correct the password in {setting}, or set a new one: alter role "{user}" password \'...\'.',
  },
  'database-entry': {
    sentence: 'Postgres does not let the role {user} into the database {database} from here.',
    next: 'Check whether the role exists and may log in, and whether pg_hba.conf on the server has a line for it and for this machine; a server that wants encryption needs ?sslmode=require at the end of {setting}.',
  },
  'database-encryption': {
    sentence: 'The connection to Postgres at {host} could not be encrypted ({reason}).',
    next: 'If this machine does not know the certificate, end {setting} with ?sslmode=require; if the server has no encryption, with ?sslmode=disable.',
  },
  'database-missing': {
    sentence: 'There is no database called {database} on that server.',
    next: 'Make it: create database "{database}". Or correct the name at the end of {setting}.',
  },
  'database-full': {
    sentence: 'Postgres accepts no more connections.',
    next: 'Raise max_connections (Millrace needs about 60), or disconnect other clients.',
  },
  'database-disk': {
    sentence: 'The disk of the database is full.',
    next: 'Free some space on it and start again. Nothing is lost.',
  },
  'database-starting': {
    sentence: 'Postgres is starting or stopping, and did not become ready in {seconds} seconds.',
    next: 'Look at its log, and start Millrace again when it is ready.',
  },
  'database-old': {
    sentence: 'This Postgres is version {version}; Millrace needs {needed} or later.',
    next: 'Update it, or leave {setting} out: Millrace then runs a Postgres of its own.',
  },
  'database-read-only': {
    sentence: 'This Postgres can only be read: it is a standby, or the database is set to read-only.',
    next: 'Set {setting} to the primary server.',
  },
  'database-rights': {
    sentence: 'The role {user} may not create tables in the database {database}.',
    next: 'Make it the owner: alter database "{database}" owner to "{user}". Or set {setting} to a role that may.',
  },
  'database-other-owner': {
    sentence:
      'The tables in the database {database} belong to the role {owner}, and {user} may not change them.',
    next: 'Use {owner} in {setting}, or transfer the tables: reassign owned by "{owner}" to "{user}".',
  },
  'database-newer': {
    sentence: 'The database was made by a newer Millrace.',
    next: 'Start that version, or restore a backup made before the update.',
  },
  'database-answer': {
    sentence: 'Postgres returned an unexpected error ({code}).',
    next: 'Look up the code in the appendix of the Postgres manual; the log shows where it came from. If that does not help, report it.',
  },
  'roles-rights': {
    sentence: 'The role {user} may not create the role {role}, with which Millrace uses the database.',
    next: 'As a superuser, run: alter role "{user}" createrole; grant {group} to "{user}" with admin option. Or create the role by hand and name it in DATABASE_APP_URL and DATABASE_AUTH_URL, see docs/using/production.md.',
  },
  'login-not-apart': {
    sentence: '{setting} names the role {role}, which is already used for something else.',
    next: 'Use three different roles: one for the owner of the tables (DATABASE_URL), one for web and worker (DATABASE_APP_URL) and one for sign-in (DATABASE_AUTH_URL).',
  },
  'login-refused': {
    sentence: 'The role {role} could not log in to the database ({code}).',
    next: 'Look at pg_hba.conf of the server: it has to let this role in with a password (scram-sha-256). If the role was created by hand, check that its password is the one in {setting}.',
  },
  'login-elsewhere': {
    sentence: 'The role {role} finds no tables of Millrace in the database that {setting} names.',
    next: 'Set {setting} to the same server and database as DATABASE_URL.',
  },
  'login-powerful': {
    sentence:
      'The database role {role} has more rights than the web app and workers should have: it could read across workspaces.',
    next: 'Set DATABASE_APP_URL and DATABASE_AUTH_URL to the roles made for them: `npm start` and the container "migrate" create them, see docs/using/production.md.',
  },
  'driver-unpatched': {
    sentence: 'The Postgres driver lacks our patch: a lost connection would end the process.',
    next: 'Run node tools/patches/apply.mjs in the checkout, or npm install.',
  },
  'engine-address': {
    sentence: 'TEMPORAL_ADDRESS cannot be read as the address of a Temporal server: {address}',
    next: 'Write it as host:port, for example temporal.example.com:7233, without http:// before it.',
  },
  'engine-host': {
    sentence: 'There is no host called {host}.',
    next: 'Check for a typing error in TEMPORAL_ADDRESS, and whether this machine can look up that name.',
  },
  'engine-unreachable': {
    sentence: 'No Temporal server answers at {address}.',
    next: 'Start it, or correct TEMPORAL_ADDRESS. In a container, localhost is the container itself. Left out, `npm start` runs a Temporal of its own.',
  },
  'engine-silent': {
    sentence: 'Something accepts connections at {address} but does not answer.',
    next: 'If it is Temporal, it is still starting or frozen: look at its log, and start Millrace again when it answers. Otherwise correct TEMPORAL_ADDRESS.',
  },
  'engine-not-temporal': {
    sentence:
      'The server at {address} is not Temporal, or it requires encryption or a key that Millrace has no setting for ({code}).',
    next: 'Check whether TEMPORAL_ADDRESS has the port of the frontend service, 7233 unless it was changed.',
  },
  'engine-namespace': {
    sentence: 'The Temporal server at {address} has no namespace called {namespace}.',
    next: 'Make it: temporal operator namespace create --namespace {namespace} --retention 72h. Or correct TEMPORAL_NAMESPACE.',
  },
} as const;

export type StartProblemCode = keyof typeof START_PROBLEMS;

/**
 * A setting, or something outside Millrace, keeps it from starting. Sentence and next step are shown, the
 * cause is logged.
 */
export class StartProblem extends Error {
  readonly code: StartProblemCode;
  /** What to do. */
  readonly next: string;
  constructor(
    code: StartProblemCode,
    details: Readonly<Record<string, string | number>> = {},
    cause?: unknown,
  ) {
    const fill = (text: string) =>
      text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
    super(fill(START_PROBLEMS[code].sentence), cause === undefined ? undefined : { cause });
    this.name = 'StartProblem';
    this.code = code;
    this.next = fill(START_PROBLEMS[code].next);
  }
}
