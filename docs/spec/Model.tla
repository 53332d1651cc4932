------------------------------- MODULE Model -------------------------------
(* Tasks small enough for every one of their histories to be looked at. *)
EXTENDS Tasker

CONSTANT MaxAttempts

(* Two steps, and one that joins them. *)
Step(parents) == [parents |-> parents, limit |-> MaxAttempts]
ModelGraphs ==
  [join |-> [left |-> Step({}), right |-> Step({}), both |-> Step({"left", "right"})]]
=============================================================================
