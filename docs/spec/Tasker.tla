------------------------------- MODULE Tasker -------------------------------
(***************************************************************************)
(* How nodes run one task together: claim, run, commit, join, retry,       *)
(* cancel, recover.  Each action is one transaction of the database, or    *)
(* something that happens to a node.  docs/spec/README.md tells how the    *)
(* parts of this model and of the code belong together.                    *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
  Nodes,          \* the nodes
  Steps,          \* the steps of the task
  Parents,        \* which steps a step waits for: [Steps -> SUBSET Steps]
  MaxAttempts,    \* attempts that count before a step fails for good
  MaxFaults,      \* how many times a node may die, be taken for dead, or lose an answer
  MaxRetries,     \* how many times an operator retries the failed task
  Fenced          \* whether a commit checks the claim's token; FALSE is a planted bug

VARIABLES
  task,           \* the state of the task
  state,          \* the state of each step
  left,           \* how many parents each step still waits for (remaining_parents)
  attempts,       \* how often each step was claimed; also the token of its last claim
  tries,          \* how many failed attempts count against the limit
  owner,          \* who holds the step's claim
  queue,          \* steps in ready_step
  member,         \* nodes that have not been declared dead
  up,             \* nodes whose process runs
  memory,         \* attempts that processes know of, and what each has said, if it had no answer
  faults, retries,
  completions     \* how often the success of each step was committed

stored == <<task, state, left, attempts, tries, owner, queue, member, retries, completions>>
vars == <<stored, up, memory, faults>>

Nobody == "nobody"
Roots == {s \in Steps : Parents[s] = {}}
Children(s) == {c \in Steps : s \in Parents[c]}
Held(n, s) == state[s] = "in_progress" /\ owner[s] = n

Init ==
  /\ task = "in_progress"
  /\ state = [s \in Steps |-> "pending"]
  /\ left = [s \in Steps |-> Cardinality(Parents[s])]
  /\ attempts = [s \in Steps |-> 0]
  /\ tries = [s \in Steps |-> 0]
  /\ owner = [s \in Steps |-> Nobody]
  /\ queue = Roots
  /\ member = Nodes
  /\ up = Nodes
  /\ memory = {}
  /\ faults = 0
  /\ retries = 0
  /\ completions = [s \in Steps |-> 0]

LosesAnswer == faults < MaxFaults /\ faults' = faults + 1

(***************************************************************************)
(* A claim.  Its answer may be lost: then the database says that the node  *)
(* holds the step, and the node does not know.                             *)
(***************************************************************************)
Claim(n, s) ==
  /\ n \in up \cap member
  /\ s \in queue
  /\ queue' = queue \ {s}
  /\ state' = [state EXCEPT ![s] = "in_progress"]
  /\ owner' = [owner EXCEPT ![s] = n]
  /\ attempts' = [attempts EXCEPT ![s] = @ + 1]
  /\ \/ /\ memory' = memory \cup
             {[node |-> n, step |-> s, token |-> attempts[s] + 1, said |-> "nothing"]}
        /\ UNCHANGED faults
     \/ LosesAnswer /\ UNCHANGED memory
  /\ UNCHANGED <<task, left, tries, member, up, retries, completions>>

(* After a lost answer a node runs what the database says it holds. *)
Reconcile(n, s) ==
  /\ n \in up \cap member
  /\ Held(n, s)
  /\ ~ \E m \in memory : m.node = n /\ m.step = s /\ m.token = attempts[s]
  /\ memory' = memory \cup {[node |-> n, step |-> s, token |-> attempts[s], said |-> "nothing"]}
  /\ UNCHANGED <<stored, up, faults>>

Ended(st) == \A s \in Steps : st[s] = "complete"
Blocked(st, q) ==
  /\ \E s \in Steps : st[s] = "error" /\ s \notin q
  /\ \A s \in Steps : st[s] # "in_progress" /\ s \notin q
  /\ ~ Ended(st)

NextTask(st, q) ==
  IF Ended(st) THEN "complete" ELSE IF Blocked(st, q) THEN "error" ELSE "in_progress"

(***************************************************************************)
(* The commit of a success; a handler may end in any way at any time, so   *)
(* that is no action of its own.  Its children wait for fewer parents;     *)
(* those that wait for none are queued, or claimed at once by the same     *)
(* node.  The answer may be lost: then the node will say it again.         *)
(***************************************************************************)
Accepts(m) == ~ Fenced \/ (state[m.step] = "in_progress" /\ attempts[m.step] = m.token)

CommitSuccess(m) ==
  /\ m \in memory /\ m.said \in {"nothing", "success"}
  /\ task = "in_progress"
  /\ Accepts(m)
  /\ LET s == m.step
         ready == {c \in Children(s) : left[c] = 1 /\ state[c] = "pending"}
     IN \E started \in SUBSET ready :
            LET st == [x \in Steps |-> IF x = s THEN "complete"
                                       ELSE IF x \in started THEN "in_progress" ELSE state[x]]
                lf == [x \in Steps |-> IF x \in Children(s) THEN left[x] - 1 ELSE left[x]]
                qu == (queue \cup (ready \ started)) \ {s}
            IN /\ state' = st
               /\ left' = lf
               /\ queue' = qu
               /\ owner' = [x \in Steps |-> IF x = s THEN Nobody
                                            ELSE IF x \in started THEN m.node ELSE owner[x]]
               /\ attempts' = [x \in Steps |-> IF x \in started THEN attempts[x] + 1 ELSE attempts[x]]
               /\ completions' = [completions EXCEPT ![s] = @ + 1]
               /\ task' = NextTask(st, qu)
               /\ \/ /\ memory' = (memory \ {m}) \cup
                          {[node |-> m.node, step |-> c, token |-> attempts[c] + 1,
                            said |-> "nothing"] : c \in started}
                     /\ UNCHANGED faults
                  \/ /\ LosesAnswer
                     /\ memory' = (memory \ {m}) \cup {[m EXCEPT !.said = "success"]}
  /\ UNCHANGED <<tries, member, up, retries>>

(* The commit of a failed attempt: it will be tried again, or not. *)
CommitFailure(m) ==
  /\ m \in memory /\ m.said \in {"nothing", "failure"}
  /\ task = "in_progress"
  /\ Accepts(m)
  /\ LET s == m.step
         st == [state EXCEPT ![s] = "error"]
         qu == IF tries[s] + 1 < MaxAttempts THEN queue \cup {s} ELSE queue
     IN /\ state' = st
        /\ queue' = qu
        /\ task' = NextTask(st, qu)
        /\ owner' = [owner EXCEPT ![s] = Nobody]
        /\ tries' = [tries EXCEPT ![s] = @ + 1]
        /\ \/ memory' = memory \ {m} /\ UNCHANGED faults
           \/ LosesAnswer /\ memory' = (memory \ {m}) \cup {[m EXCEPT !.said = "failure"]}
  /\ UNCHANGED <<left, attempts, member, up, retries, completions>>

(* A late outcome is refused, and forgotten. *)
Refuse(m) ==
  /\ m \in memory
  /\ ~ Accepts(m) \/ task # "in_progress"
  /\ memory' = memory \ {m}
  /\ UNCHANGED <<stored, up, faults>>

(* A process dies. *)
Die(n) ==
  /\ n \in up
  /\ faults < MaxFaults
  /\ faults' = faults + 1
  /\ up' = up \ {n}
  /\ memory' = {m \in memory : m.node # n}
  /\ UNCHANGED stored

(***************************************************************************)
(* Another node declares one dead that was silent for too long: because it *)
(* died (its own next process may tell), or was frozen or cut off.  Its    *)
(* claims go back to the queue.                                            *)
(***************************************************************************)
Recover(n) ==
  /\ n \in member
  /\ \/ n \notin up
     \/ faults < MaxFaults /\ \E other \in up \cap member : other # n
  /\ faults' = IF n \in up THEN faults + 1 ELSE faults
  /\ member' = member \ {n}
  /\ LET lost == {s \in Steps : Held(n, s)}
     IN /\ state' = [s \in Steps |-> IF s \in lost THEN "pending" ELSE state[s]]
        /\ owner' = [s \in Steps |-> IF s \in lost THEN Nobody ELSE owner[s]]
        /\ queue' = queue \cup lost
  /\ UNCHANGED <<task, left, attempts, tries, up, memory, retries, completions>>

(* A node that was declared dead joins anew; one whose process died starts first. *)
Join(n) ==
  /\ n \notin member
  /\ member' = member \cup {n}
  /\ up' = up \cup {n}
  /\ UNCHANGED <<task, state, left, attempts, tries, owner, queue, retries, completions, memory, faults>>

Cancel ==
  /\ task \in {"in_progress", "error"}
  /\ task' = "cancelled"
  /\ state' = [s \in Steps |-> IF state[s] = "complete" THEN "complete" ELSE "cancelled"]
  /\ owner' = [s \in Steps |-> Nobody]
  /\ queue' = {}
  /\ UNCHANGED <<left, attempts, tries, member, up, memory, faults, retries, completions>>

(* An operator gives the steps that failed a fresh budget. *)
Retry ==
  /\ task = "error"
  /\ retries < MaxRetries
  /\ retries' = retries + 1
  /\ LET failed == {s \in Steps : state[s] = "error"}
     IN /\ state' = [s \in Steps |-> IF s \in failed THEN "pending" ELSE state[s]]
        /\ tries' = [s \in Steps |-> IF s \in failed THEN 0 ELSE tries[s]]
        /\ queue' = queue \cup failed
  /\ task' = "in_progress"
  /\ UNCHANGED <<left, attempts, owner, member, up, memory, faults, completions>>

Done == task \in {"complete", "cancelled", "error"} /\ UNCHANGED vars

Next ==
  \/ \E n \in Nodes : Die(n) \/ Recover(n) \/ Join(n)
  \/ \E n \in Nodes, s \in Steps : Claim(n, s) \/ Reconcile(n, s)
  \/ \E m \in memory : CommitSuccess(m) \/ CommitFailure(m) \/ Refuse(m)
  \/ Cancel
  \/ Retry
  \/ Done

(* What the engine does by itself, it does sooner or later. *)
Fairness ==
  /\ \A n \in Nodes : WF_vars(n \notin up /\ Recover(n)) /\ WF_vars(Join(n))
  /\ \A n \in Nodes, s \in Steps : WF_vars(Claim(n, s)) /\ WF_vars(Reconcile(n, s))
  /\ WF_vars(\E m \in memory : CommitSuccess(m) \/ CommitFailure(m) \/ Refuse(m))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------
(* What must always hold. *)

SuccessCountsOnce == \A s \in Steps : completions[s] <= 1

ParentsComeFirst ==
  \A s \in Steps : state[s] \in {"in_progress", "complete"} =>
    \A p \in Parents[s] : state[p] = "complete"

CountersAreRight ==
  \A s \in Steps : left[s] = Cardinality({p \in Parents[s] : state[p] # "complete"})

ClaimsAreHeld ==
  \A s \in Steps : (owner[s] # Nobody) = (state[s] = "in_progress")

(* Nothing waits for nobody: each step that could go on is in the queue, or held by a member. *)
NothingHangs ==
  task = "in_progress" =>
    /\ \E s \in Steps : s \in queue \/ state[s] = "in_progress"
    /\ \A s \in Steps : state[s] = "pending" /\ left[s] = 0 => s \in queue
    /\ \A s \in Steps : state[s] = "in_progress" => owner[s] \in member

EndsAreEnds ==
  /\ task = "complete" <=> Ended(state)
  /\ task # "in_progress" => queue = {} /\ \A s \in Steps : state[s] # "in_progress"

(* No step is tried more often than its limit allows, lost attempts apart. *)
LimitIsKept == \A s \in Steps : tries[s] <= MaxAttempts

(* Each accepted task ends, or waits for an operator. *)
EveryTaskEnds == <>[](task \in {"complete", "cancelled", "error"})
=============================================================================
