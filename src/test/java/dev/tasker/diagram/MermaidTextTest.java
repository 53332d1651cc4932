package dev.tasker.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.StepState;
import org.junit.jupiter.api.Test;

class MermaidTextTest {

  @Test
  void task_isAFlowchartWithItsStates() {
    assertThat(MermaidText.of(Pictures.ofTheOrder()))
        .isEqualTo(
            """
            flowchart LR
              %% default.api_task/integration_yaml_example@0.1.0: in_progress
              s0["fetch_cart<br/>complete"]:::complete
              s1["fetch_products<br/>complete · attempt 3 of 3"]:::complete
              s2["validate_products<br/>complete"]:::complete
              s3["create_order<br/>in progress · attempt 1 of 3"]:::in_progress
              s4["publish_event<br/>pending"]:::pending
              s0 & s1 --> s2
              s2 --> s3
              s3 --> s4
              classDef complete fill:#dafbe1,stroke:#1a7f37,color:#1f2328
              classDef in_progress fill:#ddf4ff,stroke:#0969da,color:#1f2328
              classDef pending fill:#f6f8fa,stroke:#8c959f,color:#1f2328
            """);
  }

  @Test
  void everyState_hasAClassOfItsOwn() {
    assertThat(MermaidText.of(Pictures.ofEveryState()))
        .contains(
            ":::complete",
            ":::in_progress",
            ":::pending",
            ":::error_will_be_retried",
            ":::error\n",
            ":::cancelled",
            ":::resolved_manually");
  }

  @Test
  void hostileName_staysInItsQuotes() {
    String name = "x\"]; click s0 \"javascript:alert(1)\"\n%%{init:{}}%%<script>`#quot;`";
    String text = MermaidText.of(new Pictures().step(name, StepState.PENDING).build("a\nend"));
    assertThat(text.lines().filter(line -> line.contains("s0"))).hasSize(1);
    assertThat(text)
        .doesNotContain("<script", "%%{", "javascript:", "`", "a\nend")
        .contains("x#34;#93;#59; click s0 #34;javascript#58;alert#40;1#41;#34; #37;#37;#123;init");
  }

  @Test
  void lettersOfAllLanguages_areKept_andBrokenOnesReplaced() {
    assertThat(MermaidText.escaped("prüfe 注文 \uD83D")).isEqualTo("prüfe 注文 \uFFFD");
    assertThat(MermaidText.escaped("😀")).isEqualTo("#128512;");
  }
}
