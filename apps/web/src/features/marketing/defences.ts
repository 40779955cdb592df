/** What is defended against and how that is known, for the page about security. Each proof is a test in the repository. */
export const defences: readonly { threat: string; defence: string; proof: string }[] = [
  {
    threat: 'One workspace reads or changes another’s rows',
    defence:
      'Row-level security is enabled and forced on every table, and foreign keys include the workspace. Outside of a workspace’s transaction a query finds nothing.',
    proof:
      'Every command with the ids of another workspace, alone and in pairs. Leaks are planted, and must be found.',
  },
  {
    threat: 'Somebody does what their role does not allow',
    defence:
      'A permission is part of a command’s declaration. The member’s row is read again inside the transaction that changes something.',
    proof:
      'A matrix of every operation and every role, generated from the registry; a new operation without a rule fails.',
  },
  {
    threat: 'A forged header names another tenant',
    defence:
      'The edge deletes every header that only it may set. The server takes the workspace from its own path.',
    proof: 'A corpus of headers and of encoded paths against every route.',
  },
  {
    threat: 'Another site sends a form in somebody’s name',
    defence:
      'Changes are taken only from pages of the same host, JSON included. Sibling subdomains count as foreign.',
    proof: 'Posts from other sites, siblings and frames, with cookies and without.',
  },
  {
    threat: 'Something that people wrote runs as a script',
    defence:
      'Markdown passes a list of what is allowed. The content security policy lets scripts run by hash and from our own origin alone.',
    proof: 'Markdown that tries to get past the list; the policy of every kind of answer is read.',
  },
  {
    threat: 'A picture that is something else as well',
    defence:
      'Files are taken apart and put together from the parts that draw the picture. They are served with a fixed type in a sandbox.',
    proof: 'Polyglots, oversized files, and files that break decoders.',
  },
  {
    threat: 'A webhook that Stripe did not send',
    defence:
      'Signatures are checked over the raw bytes. An event’s content never becomes state; it only says what to read.',
    proof: 'Forged, doubled and shuffled events, and a worker that is killed at every step.',
  },
  {
    threat: 'Our server is made to call inside our network',
    defence:
      'Names are resolved, private addresses refused, the connection pinned to what was checked, redirects not followed.',
    proof: 'A name server that changes its answer, and a corpus of odd addresses.',
  },
  {
    threat: 'A flood',
    defence:
      'Limits for addresses, people, keys and workspaces, counted in the database, answered with when to come back.',
    proof: 'Waves of requests with a bounded number of statements.',
  },
  {
    threat: 'A secret in what browsers or logs get',
    defence: 'Settings are read in one module. Logs redact. Keys and tokens are stored as hashes.',
    proof: 'Canary secrets are searched for in every file of the build, in answers and in logs.',
  },
];
