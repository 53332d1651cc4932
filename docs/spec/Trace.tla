------------------------------- MODULE Trace -------------------------------
(***************************************************************************)
(* Recorded histories of the real engine, each replayed as a behaviour of  *)
(* the model.  A test writes a module that extends this one and holds the  *)
(* histories; TLC decides whether the model explains each observation.     *)
(*                                                                         *)
(* What cannot be seen in the tables need not be guessed: each behaviour   *)
(* in which a process dies or an answer is lost has a twin with the same   *)
(* tables in which the process lives, knows, and says nothing.  But where  *)
(* a node repeats what had been committed, it did not hear the answer, and *)
(* asked the database what it held.                                        *)
(***************************************************************************)
EXTENDS Tasker, Sequences, TLC

CONSTANT Trails  \* what was seen of each task of Graphs, in order: [DOMAIN Graphs -> Seq(See(...))]

VARIABLE seen    \* how many observations the model has explained

(***************************************************************************)
(* An observation is what one transaction left in the audit trail of a     *)
(* task: rows <<step, from, to, attempt>>, and <<from, to>> of the task    *)
(* itself, or <<>>.                                                        *)
(***************************************************************************)
See(kind, node, step, rows, change) ==
  [kind |-> kind, node |-> node, step |-> step, rows |-> rows, change |-> change, heard |-> TRUE]

(* The node that did it says it again later. *)
Unheard(o) == [o EXCEPT !.heard = FALSE]

(* The last observation is what the tables hold: <<state, left, attempts, tries, losses, queued>>. *)
Find(status, rows) == [kind |-> "find", node |-> Nobody, step |-> 0, rows |-> rows, change |-> status]

Named(o) == {r[1] : r \in o.rows}
Started(o) == {r[1] : r \in {x \in o.rows : x[3] = "in_progress"}}

(* The model does what is on record, and nothing else. *)
AsTold(o) ==
  /\ \A r \in o.rows : state[r[1]] = r[2] /\ state'[r[1]] = r[3] /\ attempts'[r[1]] = r[4]
  /\ \A s \in Steps \ Named(o) : state'[s] = state[s]
  /\ IF o.change = <<>> THEN task' = task ELSE task = o.change[1] /\ task' = o.change[2]
  /\ LET unheard == {m \in memory' \ memory : m.said # "nothing"}
     IN IF o.heard THEN unheard = {} ELSE unheard # {}

Attempts(o) == {m \in memory : m.node = o.node /\ m.step = o.step}

Claimed(o) ==
  /\ Claim(o.node, o.step)
  /\ \E m \in memory' : m.step = o.step /\ m.token = attempts'[o.step]

Explains(o) ==
  \/ o.kind = "claim" /\ Claimed(o)
  \/ o.kind = "success" /\ \E m \in Attempts(o) : CommitSuccess(m, Started(o))
  \/ o.kind = "failed" /\ \E m \in Attempts(o) : CommitFailure(m, FALSE, TRUE)
  \/ o.kind = "failed_for_now" /\ \E m \in Attempts(o) : CommitFailure(m, TRUE, TRUE)
  \/ o.kind = "held_back" /\ \E m \in Attempts(o) : CommitFailure(m, TRUE, FALSE)
  \/ o.kind = "due" /\ Due(o.step)
  \/ o.kind = "lost" /\ \E n \in Nodes \cap {owner[o.step]} : TakeBack(n, TRUE)
  \/ o.kind = "lost_for_now" /\ \E n \in Nodes \cap {owner[o.step]} : TakeBack(n, FALSE)
  \/ o.kind = "given_back" /\ \E n \in Nodes \cap {owner[o.step]} : GiveBack(n, o.step)
  \/ o.kind = "retry" /\ Retry(Named(o))
  \/ o.kind = "resolve" /\ Resolve(o.step)
  \/ o.kind = "cancel" /\ (Cancel \/ CancelStep(o.step))

(* A late result: the attempt was made, its claim is gone, and nothing changes. *)
Refused(o) ==
  \E r \in o.rows : \E m \in Attempts(o) :
    m.token = r[4] /\ state[o.step] = r[3] /\ r[2] = r[3] /\ Refuse(m)

(* Whether a step was cancelled in an attempt, its row does not tell. *)
Holds(s, r) ==
  /\ state[s] = r[1] /\ left[s] = r[2] /\ attempts[s] = r[3]
  /\ IF r[1] = "cancelled" THEN TRUE ELSE tries[s] = r[4]
  /\ IF r[1] \in Open THEN losses[s] = r[5] ELSE TRUE
  /\ (s \in queue) = r[6]

Found(o) == task = o.change /\ (\A s \in Steps : Holds(s, o.rows[s])) /\ UNCHANGED vars

Accept(o) ==
  \/ o.kind \notin {"find", "refuse"} /\ Explains(o) /\ AsTold(o)
  \/ o.kind = "refuse" /\ Refused(o)
  \/ o.kind = "find" /\ Found(o)

TraceInit == Init /\ seen = 0

(* What nodes hold and do not know of. *)
Unknown ==
  {s \in Steps : state[s] = "in_progress" /\ ~ \E m \in memory : m.step = s /\ m.token = attempts[s]}

(* How far a history is explained is printed; one that is explained to its end is a history of the model. *)
Explained ==
  /\ seen < Len(Trails[graph])
  /\ \E o \in {Trails[graph][seen + 1]} : Accept(o)
  /\ seen' = seen + 1
  /\ PrintT(<<"seen", graph, seen'>>)

TraceNext ==
  IF Unknown = {} THEN Explained
  ELSE LET s == CHOOSE x \in Unknown : TRUE IN Reconcile(owner[s], s) /\ UNCHANGED seen

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, seen>>
=============================================================================
