------------------------------- MODULE Model -------------------------------
(* A task small enough for every one of its histories to be looked at: two steps, and one that joins them. *)
EXTENDS Tasker

ModelSteps == {"left", "right", "join"}
ModelParents == [s \in ModelSteps |-> IF s = "join" THEN {"left", "right"} ELSE {}]
=============================================================================
