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
  Graphs,         \* the tasks to look at; of each step, its parents and its retry limit:
                  \*   [name of the task -> [step -> [parents |-> set of steps, limit |-> number]]]
  MaxLosses,      \* nodes that may die in a row of a step before it fails for good
  MaxFaults,      \* how many times a node may die, be taken for dead, lose an answer or give a step back
  MaxActs,        \* how many times an operator retries, resolves or cancels steps
  Fenced          \* whether a commit checks the claim's token; FALSE is a planted bug

VARIABLES
  graph,          \* which task it is
  task,           \* the state of the task
  state,          \* the state of each step
  left,           \* how many parents each step still waits for (remaining_parents)
  attempts,       \* how often each step was claimed; also the token of its last claim
  tries,          \* how many failed attempts count against the limit
  losses,         \* how many nodes have died in a row while they ran the step (node_losses)
  owner,          \* who holds the step's claim
  queue,          \* steps in ready_step
  member,         \* nodes that have not been declared dead
  up,             \* nodes whose process runs
  memory,         \* attempts that processes know of, and what each has said, if it had no answer
  faults, acts,
  completions     \* how often the success of each step was committed

stored == <<graph, task, state, left, attempts, tries, losses, owner, queue, member, acts, completions>>
vars == <<stored, up, memory, faults>>

Nobody == "nobody"
Steps == DOMAIN Graphs[graph]
Parents(s) == Graphs[graph][s].parents
Limit(s) == Graphs[graph][s].limit
Roots == {s \in Steps : Parents(s) = {}}
Children(s) == {c \in Steps : s \in Parents(c)}
Held(n, s) == state[s] = "in_progress" /\ owner[s] = n

Open == {"pending", "in_progress", "error"}
Done == {"complete", "resolved_manually"}
Active == {"pending", "in_progress"}

Init ==
  /\ graph \in DOMAIN Graphs
  /\ task = "pending"
  /\ state = [s \in Steps |-> "pending"]
  /\ left = [s \in Steps |-> Cardinality(Parents(s))]
  /\ attempts = [s \in Steps |-> 0]
  /\ tries = [s \in Steps |-> 0]
  /\ losses = [s \in Steps |-> 0]
  /\ owner = [s \in Steps |-> Nobody]
  /\ queue = Roots
  /\ member = Nodes
  /\ up = Nodes
  /\ memory = {}
  /\ faults = 0
  /\ acts = 0
  /\ completions = [s \in Steps |-> 0]

(***************************************************************************)
(* The state that its steps leave a task in.                               *)
(***************************************************************************)
GoesOn(st, qu) == \E s \in Steps : st[s] = "in_progress" \/ s \in qu

NextTask(st, qu) ==
  IF \A s \in Steps : st[s] \notin Open
    THEN IF \A s \in Steps : st[s] \in Done THEN "complete"
         ELSE IF \E s \in Steps : st[s] \in Done THEN "resolved_manually" ELSE "cancelled"
  ELSE IF ~ GoesOn(st, qu) THEN "error"
  ELSE IF task # "error" THEN task
  ELSE IF \E s \in Steps : attempts[s] > 0 THEN "in_progress" ELSE "pending"

LosesAnswer == faults < MaxFaults /\ faults' = faults + 1

(* A step whose next attempt is due may be claimed. *)
Due(s) ==
  /\ s \in queue
  /\ state[s] = "error"
  /\ state' = [state EXCEPT ![s] = "pending"]
  /\ UNCHANGED <<graph, task, left, attempts, tries, losses, owner, queue, member, acts, completions>>
  /\ UNCHANGED <<up, memory, faults>>

(***************************************************************************)
(* A claim.  Its answer may be lost: then the database says that the node  *)
(* holds the step, and the node does not know.                             *)
(***************************************************************************)
Claim(n, s) ==
  /\ n \in up \cap member
  /\ s \in queue
  /\ state[s] = "pending"
  /\ queue' = queue \ {s}
  /\ task' = "in_progress"
  /\ state' = [state EXCEPT ![s] = "in_progress"]
  /\ owner' = [owner EXCEPT ![s] = n]
  /\ attempts' = [attempts EXCEPT ![s] = @ + 1]
  /\ \/ /\ memory' = memory \cup
             {[node |-> n, step |-> s, token |-> attempts[s] + 1, said |-> "nothing"]}
        /\ UNCHANGED faults
     \/ LosesAnswer /\ UNCHANGED memory
  /\ UNCHANGED <<graph, left, tries, losses, member, up, acts, completions>>

(* After a lost answer a node runs what the database says it holds. *)
Reconcile(n, s) ==
  /\ n \in up \cap member
  /\ Held(n, s)
  /\ ~ \E m \in memory : m.node = n /\ m.step = s /\ m.token = attempts[s]
  /\ memory' = memory \cup {[node |-> n, step |-> s, token |-> attempts[s], said |-> "nothing"]}
  /\ UNCHANGED <<stored, up, faults>>

(***************************************************************************)
(* The commit of a success; a handler may end in any way at any time, so   *)
(* that is no action of its own.  Its children wait for fewer parents;     *)
(* those that wait for none are queued, or claimed at once by the same     *)
(* node.  The answer may be lost: then the node will say it again.         *)
(***************************************************************************)
Accepts(m) == ~ Fenced \/ (state[m.step] = "in_progress" /\ attempts[m.step] = m.token)

(* What the end of a step is for the steps that wait for it. *)
Counted(s) == [x \in Steps |-> IF x \in Children(s) THEN left[x] - 1 ELSE left[x]]
Freed(s) == {c \in Children(s) : left[c] = 1 /\ state[c] = "pending"}

CommitSuccess(m, started) ==
  /\ m \in memory /\ m.said \in {"nothing", "success"}
  /\ task = "in_progress"
  /\ Accepts(m)
  /\ LET s == m.step
         st == [x \in Steps |-> IF x = s THEN "complete"
                                ELSE IF x \in started THEN "in_progress" ELSE state[x]]
         qu == (queue \cup (Freed(s) \ started)) \ {s}
     IN /\ started \subseteq Freed(s)
        /\ state' = st
        /\ left' = Counted(s)
        /\ queue' = qu
        /\ losses' = [losses EXCEPT ![s] = 0]
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
  /\ UNCHANGED <<graph, tries, member, up, acts>>

(***************************************************************************)
(* The commit of a failed attempt: it will be tried again, or not.  What a *)
(* circuit breaker held back does not count.                               *)
(***************************************************************************)
CommitFailure(m, again, counts) ==
  /\ m \in memory /\ m.said \in {"nothing", "failure"}
  /\ task = "in_progress"
  /\ Accepts(m)
  /\ LET s == m.step
         now == tries[s] + (IF counts THEN 1 ELSE 0)
         st == [state EXCEPT ![s] = "error"]
         qu == IF again THEN queue \cup {s} ELSE queue
     IN /\ again => now < Limit(s)
        /\ state' = st
        /\ queue' = qu
        /\ task' = NextTask(st, qu)
        /\ owner' = [owner EXCEPT ![s] = Nobody]
        /\ tries' = [tries EXCEPT ![s] = now]
        /\ losses' = [losses EXCEPT ![s] = 0]
        /\ \/ memory' = memory \ {m} /\ faults' = faults + (IF counts THEN 0 ELSE 1)
           \/ LosesAnswer /\ memory' = (memory \ {m}) \cup {[m EXCEPT !.said = "failure"]}
  /\ UNCHANGED <<graph, left, attempts, member, up, acts, completions>>

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
(* claims go back to the queue; but a step that may be what kills the      *)
(* nodes fails for good.  Where another task of the node is locked, or a   *)
(* claim of it under way, it stays a member for now, and may live on.      *)
(***************************************************************************)
TakeBack(n, leaves) ==
  /\ n \in member
  /\ \/ n \notin up
     \/ faults < MaxFaults /\ (up \cap member) \ {n} # {}
  /\ faults' = IF n \in up THEN faults + 1 ELSE faults
  /\ member' = IF leaves THEN member \ {n} ELSE member
  /\ LET lost == {s \in Steps : Held(n, s)}
         killers == {s \in lost : losses[s] + 1 >= MaxLosses}
         st == [s \in Steps |-> IF s \in killers THEN "error"
                                ELSE IF s \in lost THEN "pending" ELSE state[s]]
         qu == queue \cup (lost \ killers)
     IN /\ state' = st
        /\ owner' = [s \in Steps |-> IF s \in lost THEN Nobody ELSE owner[s]]
        /\ losses' = [s \in Steps |-> IF s \in lost THEN losses[s] + 1 ELSE losses[s]]
        /\ queue' = qu
        /\ task' = IF killers = {} THEN task ELSE NextTask(st, qu)
  /\ UNCHANGED <<graph, left, attempts, tries, up, memory, acts, completions>>

Recover(n) == \E leaves \in BOOLEAN : TakeBack(n, leaves)

(* A node stops, or cannot run the step: it gives it back. *)
GiveBack(n, s) ==
  /\ Held(n, s)
  /\ faults < MaxFaults
  /\ faults' = faults + 1
  /\ state' = [state EXCEPT ![s] = "pending"]
  /\ owner' = [owner EXCEPT ![s] = Nobody]
  /\ queue' = queue \cup {s}
  /\ UNCHANGED <<graph, task, left, attempts, tries, losses, member, up, memory, acts, completions>>

(* A node that was declared dead joins anew; one whose process died starts first. *)
Join(n) ==
  /\ n \notin member
  /\ member' = member \cup {n}
  /\ up' = up \cup {n}
  /\ UNCHANGED <<graph, task, state, left, attempts, tries, losses, owner, queue>>
  /\ UNCHANGED <<acts, completions, memory, faults>>

(***************************************************************************)
(* Operators.                                                              *)
(***************************************************************************)
Cancel ==
  /\ task \in Open
  /\ task' = "cancelled"
  /\ state' = [s \in Steps |-> IF state[s] \in Open THEN "cancelled" ELSE state[s]]
  /\ owner' = [s \in Steps |-> Nobody]
  /\ queue' = {}
  /\ UNCHANGED <<graph, left, attempts, tries, losses, member, up, memory, faults, acts, completions>>

OperatorActs == task \in Open /\ acts < MaxActs /\ acts' = acts + 1

(* Steps that failed get a fresh budget; so may one that waits for its next attempt. *)
Retry(failed) ==
  /\ OperatorActs
  /\ failed # {} /\ \A s \in failed : state[s] = "error"
  /\ LET st == [s \in Steps |-> IF s \in failed THEN "pending" ELSE state[s]]
         qu == queue \cup failed
     IN state' = st /\ queue' = qu /\ task' = NextTask(st, qu)
  /\ tries' = [s \in Steps |-> IF s \in failed THEN 0 ELSE tries[s]]
  /\ losses' = [s \in Steps |-> IF s \in failed THEN 0 ELSE losses[s]]
  /\ UNCHANGED <<graph, left, attempts, owner, member, up, memory, faults, completions>>

(* A step is declared done; that is also what becomes of a step that a new task bypasses. *)
Resolve(s) ==
  /\ OperatorActs
  /\ state[s] \in {"pending", "error"}
  /\ LET st == [state EXCEPT ![s] = "resolved_manually"]
         qu == (queue \cup Freed(s)) \ {s}
     IN state' = st /\ queue' = qu /\ task' = NextTask(st, qu)
  /\ left' = Counted(s)
  /\ completions' = [completions EXCEPT ![s] = @ + 1]
  /\ UNCHANGED <<graph, attempts, tries, losses, owner, member, up, memory, faults>>

CancelStep(s) ==
  /\ OperatorActs
  /\ state[s] \in Open
  /\ LET st == [state EXCEPT ![s] = "cancelled"]
         qu == queue \ {s}
     IN state' = st /\ queue' = qu /\ task' = NextTask(st, qu)
  /\ owner' = [owner EXCEPT ![s] = Nobody]
  /\ UNCHANGED <<graph, left, attempts, tries, losses, member, up, memory, faults, completions>>

Ended == task \notin Active /\ UNCHANGED vars

Failed(m) ==
  \E again, counts \in BOOLEAN :
    /\ counts \/ faults < MaxFaults
    /\ CommitFailure(m, again, counts)

Next ==
  \/ \E n \in Nodes : Die(n) \/ Recover(n) \/ Join(n)
  \/ \E n \in Nodes, s \in Steps : Claim(n, s) \/ Reconcile(n, s) \/ GiveBack(n, s)
  \/ \E s \in Steps : Due(s) \/ Retry({s}) \/ Resolve(s) \/ CancelStep(s)
  \/ \E m \in memory : Failed(m) \/ Refuse(m) \/ \E started \in SUBSET Children(m.step) : CommitSuccess(m, started)
  \/ Retry({s \in Steps \ queue : state[s] = "error"})
  \/ Cancel
  \/ Ended

AllSteps == UNION {DOMAIN Graphs[g] : g \in DOMAIN Graphs}

(* What the engine does by itself, it does sooner or later. *)
Fairness ==
  /\ \A n \in Nodes : WF_vars(n \notin up /\ Recover(n)) /\ WF_vars(Join(n))
  /\ \A s \in AllSteps : WF_vars(s \in Steps /\ Due(s))
  /\ \A n \in Nodes, s \in AllSteps :
       WF_vars(s \in Steps /\ Claim(n, s)) /\ WF_vars(s \in Steps /\ Reconcile(n, s))
  /\ WF_vars(\E m \in memory : Failed(m) \/ Refuse(m)
               \/ \E started \in SUBSET Children(m.step) : CommitSuccess(m, started))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------
(* What must always hold. *)

SuccessCountsOnce == \A s \in Steps : completions[s] <= 1

ParentsComeFirst ==
  \A s \in Steps : state[s] \in {"in_progress", "complete"} =>
    \A p \in Parents(s) : state[p] \in Done

CountersAreRight ==
  \A s \in Steps : left[s] = Cardinality({p \in Parents(s) : state[p] \notin Done})

ClaimsAreHeld ==
  \A s \in Steps : (owner[s] # Nobody) = (state[s] = "in_progress")

(* Nothing waits for nobody: each step that could go on is in the queue, or held by a member. *)
NothingHangs ==
  task \in Active =>
    /\ GoesOn(state, queue)
    /\ \A s \in Steps : state[s] = "pending" /\ left[s] = 0 => s \in queue
    /\ \A s \in Steps : state[s] = "in_progress" => owner[s] \in member

EndsAreEnds ==
  /\ task = "complete" <=> \A s \in Steps : state[s] \in Done
  /\ task \in {"complete", "cancelled", "resolved_manually"} => \A s \in Steps : state[s] \notin Open
  /\ task \notin Active => queue = {} /\ \A s \in Steps : state[s] # "in_progress"

(* No step is tried more often than its limit allows, lost attempts apart. *)
LimitIsKept == \A s \in Steps : tries[s] <= Limit(s)

(* Each accepted task ends, or waits for an operator. *)
EveryTaskEnds == <>[](task \notin Active)
=============================================================================
