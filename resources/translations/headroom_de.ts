<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Autosave</name>
    <message>
        <source>Keeping a copy of %1</source>
        <translation>Kopie von %1 wird gesichert</translation>
    </message>
    <message>
        <source>Removing the copy %1</source>
        <translation>Kopie %1 wird entfernt</translation>
    </message>
</context>
<context>
    <name>ClusterRows</name>
    <message>
        <source>replaces what is no profile</source>
        <translation>ersetzt, was kein Profil ist</translation>
    </message>
    <message>
        <source>is no profile</source>
        <translation>ist kein Profil</translation>
    </message>
    <message>
        <source>only in the cluster</source>
        <translation>nur im Cluster</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>keine Änderung</translation>
    </message>
    <message>
        <source>written anew as readers want it</source>
        <translation>neu geschrieben, wie die Leser es wollen</translation>
    </message>
    <message>
        <source>taken from %1</source>
        <translation>übernommen aus %1</translation>
    </message>
    <message>
        <source>predicted, not measured</source>
        <translation>vorhergesagt, nicht gemessen</translation>
    </message>
    <message>
        <source>another grid</source>
        <translation>anderes Raster</translation>
    </message>
    <message>
        <source>%1 higher, %2 lower</source>
        <translation>%1 höher, %2 niedriger</translation>
    </message>
    <message>
        <source>1 cell lower</source>
        <translation>1 Zelle niedriger</translation>
    </message>
    <message numerus="yes">
        <source>%n cells lower</source>
        <translation>
            <numerusform>%n Zelle niedriger</numerusform>
            <numerusform>%n Zellen niedriger</numerusform>
        </translation>
    </message>
    <message>
        <source>1 cell higher</source>
        <translation>1 Zelle höher</translation>
    </message>
    <message numerus="yes">
        <source>%n cells higher</source>
        <translation>
            <numerusform>%n Zelle höher</numerusform>
            <numerusform>%n Zellen höher</numerusform>
        </translation>
    </message>
    <message>
        <source>1 becomes zero</source>
        <translation>1 wird null</translation>
    </message>
    <message numerus="yes">
        <source>%n become zero</source>
        <translation>
            <numerusform>%n wird null</numerusform>
            <numerusform>%n werden null</numerusform>
        </translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>Median %1</translation>
    </message>
    <message>
        <source>cost %1 → %2</source>
        <translation>Kosten %1 → %2</translation>
    </message>
    <message>
        <source>other SLOs</source>
        <translation>andere SLOs</translation>
    </message>
    <message>
        <source>another name inside</source>
        <translation>innen anderer Name</translation>
    </message>
    <message>
        <source>latencies only</source>
        <translation>nur Latenzen</translation>
    </message>
    <message>
        <source>in the future</source>
        <translation>in der Zukunft</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
</context>
<context>
    <name>Glossary</name>
    <message>
        <source>time to first token</source>
        <translation>Zeit bis zum ersten Token</translation>
    </message>
    <message>
        <source>From sending a request to the first piece of its answer. What a reader waits before anything appears.</source>
        <translation>Vom Senden einer Anfrage bis zum ersten Stück der Antwort. So lange wartet ein Leser, bis etwas erscheint.</translation>
    </message>
    <message>
        <source>time per output token</source>
        <translation>Zeit je Ausgabe-Token</translation>
    </message>
    <message>
        <source>Seconds between two tokens of an answer once it has begun: (E2E − TTFT) / (output tokens − 1). How fast the text flows.</source>
        <translation>Sekunden zwischen zwei Tokens einer begonnenen Antwort: (E2E − TTFT) / (Ausgabe-Tokens − 1). So schnell fließt der Text.</translation>
    </message>
    <message>
        <source>end-to-end latency</source>
        <translation>Ende-zu-Ende-Latenz</translation>
    </message>
    <message>
        <source>From sending a request to the last piece of its answer.</source>
        <translation>Vom Senden einer Anfrage bis zum letzten Stück der Antwort.</translation>
    </message>
    <message>
        <source>time per all tokens</source>
        <translation>Zeit je Token insgesamt</translation>
    </message>
    <message>
        <source>E2E divided by input and output tokens together, so that long and short requests compare.</source>
        <translation>E2E geteilt durch Eingabe- und Ausgabe-Tokens zusammen, damit sich lange und kurze Anfragen vergleichen lassen.</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Requests completed per second.</source>
        <translation>Abgeschlossene Anfragen je Sekunde.</translation>
    </message>
    <message>
        <source>token throughput</source>
        <translation>Token-Durchsatz</translation>
    </message>
    <message>
        <source>Output tokens per second over all requests together.</source>
        <translation>Ausgabe-Tokens je Sekunde über alle Anfragen zusammen.</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Half of the requests were faster than this.</source>
        <translation>Die Hälfte der Anfragen war schneller.</translation>
    </message>
    <message>
        <source>90th percentile</source>
        <translation>90. Perzentil</translation>
    </message>
    <message>
        <source>Nine of ten requests were faster than this.</source>
        <translation>Neun von zehn Anfragen waren schneller.</translation>
    </message>
    <message>
        <source>99th percentile</source>
        <translation>99. Perzentil</translation>
    </message>
    <message>
        <source>99 of 100 requests were faster than this. It needs several hundred requests to mean much.</source>
        <translation>99 von 100 Anfragen waren schneller. Erst mit mehreren hundert Anfragen sagt es viel.</translation>
    </message>
    <message>
        <source>service level objective</source>
        <translation>Service Level Objective</translation>
    </message>
    <message>
        <source>A promise: a metric, a statistic and a bound, such as E2E P99 below 5 s.</source>
        <translation>Ein Versprechen: Metrik, Statistik und Grenze, etwa E2E P99 unter 5 s.</translation>
    </message>
    <message>
        <source>capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>The largest request rate of a request shape at which every SLO holds.</source>
        <translation>Die größte Anfragerate einer Anfrageform, bei der jedes SLO hält.</translation>
    </message>
    <message>
        <source>cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>One request shape: so many input tokens and so many output tokens.</source>
        <translation>Eine Anfrageform: so viele Eingabe- und so viele Ausgabe-Tokens.</translation>
    </message>
    <message>
        <source>point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>One cell measured at one request rate.</source>
        <translation>Eine Zelle, gemessen bei einer Anfragerate.</translation>
    </message>
    <message>
        <source>profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>The capacities of one deployment over all cells, with its cost and the SLOs; what the cluster&apos;s optimizer reads.</source>
        <translation>Die Kapazitäten eines Deployments über alle Zellen, mit Kosten und SLOs; das liest der Optimizer des Clusters.</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>One deployment to measure: a model on a GPU type, and how to reach it.</source>
        <translation>Ein zu messendes Deployment: ein Modell auf einem GPU-Typ, und wie es zu erreichen ist.</translation>
    </message>
    <message>
        <source>mix</source>
        <translation>Mischung</translation>
    </message>
    <message>
        <source>How many replicas of each GPU type, and which share of each cell each serves.</source>
        <translation>Wie viele Replikas jedes GPU-Typs, und welchen Anteil jeder Zelle jeder bedient.</translation>
    </message>
    <message>
        <source>key-value cache</source>
        <translation>Key-Value-Cache</translation>
    </message>
    <message>
        <source>GPU memory that holds what was read and written so far. When it is full, requests wait or are computed again.</source>
        <translation>GPU-Speicher für das bisher Gelesene und Geschriebene. Ist er voll, warten Anfragen oder werden neu berechnet.</translation>
    </message>
    <message>
        <source>schedule lag</source>
        <translation>Sendeverzug</translation>
    </message>
    <message>
        <source>How much later than planned a request was sent. Large lag means that this machine, not the server, set the numbers.</source>
        <translation>Wie viel später als geplant eine Anfrage gesendet wurde. Großer Verzug heißt: Dieser Rechner hat die Zahlen bestimmt, nicht der Server.</translation>
    </message>
</context>
<context>
    <name>GridPlot</name>
    <message>
        <source>%1 out × %2 in</source>
        <translation>%1 Aus × %2 Ein</translation>
    </message>
</context>
<context>
    <name>Keychain</name>
    <message>
        <source>It can be kept for this run only.</source>
        <translation>Es kann nur für diesen Lauf behalten werden.</translation>
    </message>
    <message>
        <source>the keychain does not hold it</source>
        <translation>der Schlüsselbund enthält es nicht</translation>
    </message>
    <message>
        <source>Enter it again.</source>
        <translation>Geben Sie es erneut ein.</translation>
    </message>
    <message>
        <source>the keychain was not opened</source>
        <translation>der Schlüsselbund wurde nicht geöffnet</translation>
    </message>
    <message>
        <source>no keychain answers on this desktop</source>
        <translation>auf diesem Desktop antwortet kein Schlüsselbund</translation>
    </message>
    <message>
        <source>the keychain failed: %1</source>
        <translation>der Schlüsselbund versagte: %1</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Surfaces</source>
        <translation>Flächen</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
</context>
<context>
    <name>PlotMenu</name>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Numbers (*.csv)</source>
        <translation>Zahlen (*.csv)</translation>
    </message>
    <message>
        <source>Copy &amp;Picture</source>
        <translation>&amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Numbers</source>
        <translation>&amp;Zahlen kopieren</translation>
    </message>
    <message>
        <source>&amp;Save As…</source>
        <translation>&amp;Speichern unter…</translation>
    </message>
    <message>
        <source>Save the Plot</source>
        <translation>Diagramm speichern</translation>
    </message>
</context>
<context>
    <name>RedisReach</name>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, database %2</source>
        <translation>%1, Datenbank %2</translation>
    </message>
</context>
<context>
    <name>Slices</name>
    <message>
        <source>the SLO is of %1</source>
        <translation>das SLO gilt für %1</translation>
    </message>
    <message>
        <source>requests/s asked</source>
        <translation>verlangte Anfragen/s</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
</context>
<context>
    <name>SurfaceChoice</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>at capacity</source>
        <translation>an der Kapazität</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation>Tokens/s</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>$</source>
        <translation>$</translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>Millisekunden</translation>
    </message>
    <message>
        <source>% of the requests</source>
        <translation>% der Anfragen</translation>
    </message>
    <message>
        <source>$ per million tokens</source>
        <translation>$ je Million Tokens</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>Tokens/s</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>$/M tok</source>
        <translation>$/M Tok</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Output tokens/s</source>
        <translation>Ausgabe-Tokens/s</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>Fehlerrate</translation>
    </message>
    <message>
        <source>Cost per M tokens</source>
        <translation>Kosten je M Tokens</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>The SLOs choose the statistic that capacity and cost go by.</source>
        <translation>Nach welcher Statistik Kapazität und Kosten gehen, bestimmen die SLOs.</translation>
    </message>
    <message>
        <source>Throughputs and error rates are of all requests together: there is no percentile of them.</source>
        <translation>Durchsatz und Fehlerrate gelten für alle Anfragen zusammen: Davon gibt es kein Perzentil.</translation>
    </message>
    <message>
        <source>Capacity is itself a rate: the largest that keeps every SLO.</source>
        <translation>Die Kapazität ist selbst eine Rate: die größte, die jedes SLO hält.</translation>
    </message>
    <message>
        <source>saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>no %1 row</source>
        <translation>keine Zeile %1</translation>
    </message>
</context>
<context>
    <name>TargetEdits</name>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Add %n targets</source>
        <translation>
            <numerusform>%n Ziel hinzufügen</numerusform>
            <numerusform>%n Ziele hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>%1 verdoppeln</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 verschieben</translation>
    </message>
    <message>
        <source>A target needs a name</source>
        <translation>Ein Ziel braucht einen Namen</translation>
    </message>
    <message>
        <source>Type one, or leave it as it was.</source>
        <translation>Geben Sie einen ein, oder lassen Sie ihn, wie er war.</translation>
    </message>
    <message>
        <source>Another target is named %1</source>
        <translation>Ein anderes Ziel heißt schon %1</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>Set the GPU type of %1</source>
        <translation>GPU-Typ von %1 festlegen</translation>
    </message>
    <message>
        <source>A cost per hour is a number of dollars, 0 or more</source>
        <translation>Kosten je Stunde sind ein Betrag in Dollar, 0 oder mehr</translation>
    </message>
    <message>
        <source>Type it as 1.01, or 0 where it is not known.</source>
        <translation>Geben Sie ihn als 1.01 ein, oder 0, wenn er nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Set the cost of %1</source>
        <translation>Kosten von %1 festlegen</translation>
    </message>
</context>
<context>
    <name>TargetWords</name>
    <message>
        <source>no URL yet</source>
        <translation>noch keine URL</translation>
    </message>
    <message>
        <source>no pod yet</source>
        <translation>noch kein Pod</translation>
    </message>
    <message>
        <source>pod %1</source>
        <translation>Pod %1</translation>
    </message>
    <message>
        <source>no service yet</source>
        <translation>noch kein Service</translation>
    </message>
    <message>
        <source>service %1</source>
        <translation>Service %1</translation>
    </message>
    <message>
        <source>simulated %1, %2</source>
        <translation>simuliert %1, %2</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>keeps</source>
        <translation>hält</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>verfehlt</translation>
    </message>
</context>
<context>
    <name>headroom::ui::CellChangesModel</name>
    <message>
        <source>zero</source>
        <translation>null</translation>
    </message>
    <message>
        <source>from zero</source>
        <translation>von null</translation>
    </message>
    <message>
        <source>%1 input tokens, %2 output tokens</source>
        <translation>%1 Eingabe-Tokens, %2 Ausgabe-Tokens</translation>
    </message>
    <message>
        <source>input × output tokens</source>
        <translation>Eingabe- × Ausgabe-Tokens</translation>
    </message>
    <message>
        <source>in × out</source>
        <translation>Ein × Aus</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
</context>
<context>
    <name>headroom::ui::CellModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>the client, not the server, may have set these numbers</source>
        <translation>diese Zahlen hat womöglich der Client bestimmt, nicht der Server</translation>
    </message>
    <message>
        <source>%1 of %2 requests failed, and are in no latency</source>
        <translation>%1 von %2 Anfragen sind fehlgeschlagen und in keiner Latenz enthalten</translation>
    </message>
    <message>
        <source>too few requests for this percentile</source>
        <translation>zu wenige Anfragen für dieses Perzentil</translation>
    </message>
    <message>
        <source>requests queue up at this rate</source>
        <translation>bei dieser Rate stauen sich die Anfragen</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>Begrenzt durch</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Every SLO is kept at this rate.</source>
        <translation>Bei dieser Rate wird jedes SLO gehalten.</translation>
    </message>
    <message>
        <source>The highest rate measured keeps every SLO: measure higher ones to find the limit.</source>
        <translation>Die höchste gemessene Rate hält jedes SLO: Messen Sie höhere, um die Grenze zu finden.</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message numerus="yes">
        <source>%1, of %n answered request(s)</source>
        <translation>
            <numerusform>%1, aus %n beantworteten Anfrage</numerusform>
            <numerusform>%1, aus %n beantworteten Anfragen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::CheckCard</name>
    <message>
        <source>Before you push</source>
        <translation>Vor dem Übertragen</translation>
    </message>
    <message>
        <source>Delete from Cluster…</source>
        <translation>Im Cluster löschen…</translation>
    </message>
    <message>
        <source>Open Benchmark</source>
        <translation>Benchmark öffnen</translation>
    </message>
    <message>
        <source>Open What-if</source>
        <translation>Was-wäre-wenn öffnen</translation>
    </message>
    <message>
        <source>Open Targets</source>
        <translation>Ziele öffnen</translation>
    </message>
    <message>
        <source>Open Traffic</source>
        <translation>Last öffnen</translation>
    </message>
    <message>
        <source>Show Cell</source>
        <translation>Zelle zeigen</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 Fehler</translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing would go wrong with these profiles, as far as is known here.</source>
        <translation>Soweit hier bekannt, ginge mit diesen Profilen nichts schief.</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>%n weiteren zeigen</numerusform>
            <numerusform>%n weitere zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ChecklistModel</name>
    <message>
        <source>Serves the model</source>
        <translation>Bietet das Modell an</translation>
    </message>
    <message>
        <source>Streams its answers</source>
        <translation>Streamt seine Antworten</translation>
    </message>
    <message>
        <source>Reports token counts</source>
        <translation>Meldet Token-Zahlen</translation>
    </message>
    <message>
        <source>Answers as long as asked</source>
        <translation>Antwortet so lang wie verlangt</translation>
    </message>
    <message>
        <source>Counts tokens of a prompt</source>
        <translation>Zählt die Tokens eines Prompts</translation>
    </message>
    <message>
        <source>Shows its own metrics</source>
        <translation>Zeigt eigene Metriken</translation>
    </message>
    <message>
        <source>Says that it is healthy</source>
        <translation>Meldet sich als gesund</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no, but it can be measured without</source>
        <translation>nein, aber es lässt sich auch so messen</translation>
    </message>
    <message>
        <source>no, and it cannot be measured without</source>
        <translation>nein, und ohne das lässt es sich nicht messen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ClusterBrowser</name>
    <message>
        <source>Read the contexts of kubectl</source>
        <translation>Kontexte von kubectl lesen</translation>
    </message>
    <message>
        <source>Read the namespaces of the cluster</source>
        <translation>Namespaces des Clusters lesen</translation>
    </message>
    <message>
        <source>Look for inference servers</source>
        <translation>Inferenz-Server suchen</translation>
    </message>
    <message>
        <source>Ask %1 for its models</source>
        <translation>%1 nach seinen Modellen fragen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ClusterPage</name>
    <message>
        <source>&amp;Add Redis Connection…</source>
        <translation>Redis-Verbindung hin&amp;zufügen…</translation>
    </message>
    <message>
        <source>&amp;Edit Redis Connection…</source>
        <translation>Redis-Verbindung &amp;bearbeiten…</translation>
    </message>
    <message>
        <source>Re&amp;move Redis Connection</source>
        <translation>Redis-Verbindung ent&amp;fernen</translation>
    </message>
    <message>
        <source>Check A&amp;gain</source>
        <translation>Erneut &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Dry Run</source>
        <translation>P&amp;robelauf</translation>
    </message>
    <message>
        <source>&amp;Push…</source>
        <translation>Ü&amp;bertragen…</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Ctrl+Return</translation>
    </message>
    <message>
        <source>Push All the &amp;Same…</source>
        <translation>&amp;Trotzdem übertragen…</translation>
    </message>
    <message>
        <source>De&amp;lete Profile from Cluster…</source>
        <translation>Profil im Cluster &amp;löschen…</translation>
    </message>
    <message>
        <source>E&amp;xport Profile…</source>
        <translation>Profil e&amp;xportieren…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Export All Profiles of This &amp;Workspace…</source>
        <translation>Alle Profile des &amp;Arbeitsbereichs exportieren…</translation>
    </message>
    <message>
        <source>Put the Dropped Profile A&amp;way</source>
        <translation>Abgelegtes Profil &amp;weglegen</translation>
    </message>
    <message>
        <source>No Redis yet</source>
        <translation>Noch kein Redis</translation>
    </message>
    <message>
        <source>The cluster&apos;s GPU optimizer and gateway read GPU profiles from a Redis. Add it to compare what lies there with what was measured here, and to push.</source>
        <translation>GPU-Optimizer und Gateway des Clusters lesen GPU-Profile aus einem Redis. Fügen Sie es hinzu, um das dort Liegende mit dem hier Gemessenen zu vergleichen und zu übertragen.</translation>
    </message>
    <message>
        <source>Add Redis Connection…</source>
        <translation>Redis-Verbindung hinzufügen…</translation>
    </message>
    <message>
        <source>%1 does not answer any more: %2</source>
        <translation>%1 antwortet nicht mehr: %2</translation>
    </message>
    <message>
        <source>What was read before stays on the page Cluster; it is tried again by itself.</source>
        <translation>Was zuvor gelesen wurde, bleibt auf der Seite Cluster stehen; es wird von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>Try Now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>%1 answers again</source>
        <translation>%1 antwortet wieder</translation>
    </message>
    <message>
        <source>The names of the deployments were not checked: %1.</source>
        <translation>Die Namen der Deployments wurden nicht geprüft: %1.</translation>
    </message>
    <message>
        <source>There is no profile to check yet.</source>
        <translation>Noch gibt es kein Profil zu prüfen.</translation>
    </message>
    <message numerus="yes">
        <source>%n targets serve another model and are not shown.</source>
        <translation>
            <numerusform>%n Ziel bedient ein anderes Modell und wird nicht gezeigt.</numerusform>
            <numerusform>%n Ziele bedienen ein anderes Modell und werden nicht gezeigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>No profile of this model, neither in the cluster nor here. Measure a target first.</source>
        <translation>Kein Profil dieses Modells, weder im Cluster noch hier. Messen Sie zuerst ein Ziel.</translation>
    </message>
    <message>
        <source>Nothing is known yet of what lies in the cluster.</source>
        <translation>Noch ist nicht bekannt, was im Cluster liegt.</translation>
    </message>
    <message>
        <source>It does not lie in the cluster</source>
        <translation>Es liegt nicht im Cluster</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Nothing was replaced yet: it begins with the first push over a profile.</source>
        <translation>Noch wurde nichts ersetzt: Der Verlauf beginnt mit dem ersten Übertragen über ein Profil.</translation>
    </message>
    <message>
        <source>Add a Redis connection first</source>
        <translation>Fügen Sie zuerst eine Redis-Verbindung hinzu</translation>
    </message>
    <message>
        <source>Wait until the cluster&apos;s profiles are read</source>
        <translation>Warten Sie, bis die Profile des Clusters gelesen sind</translation>
    </message>
    <message>
        <source>Redis does not answer</source>
        <translation>Redis antwortet nicht</translation>
    </message>
    <message>
        <source>Something is being written</source>
        <translation>Es wird gerade geschrieben</translation>
    </message>
    <message>
        <source>Mend the error first, or push all the same from the menu Cluster.</source>
        <translation>Beheben Sie zuerst den Fehler, oder übertragen Sie trotzdem aus dem Menü Cluster.</translation>
    </message>
    <message numerus="yes">
        <source>Mend %n errors first, or push all the same from the menu Cluster.</source>
        <translation>
            <numerusform>Beheben Sie zuerst %n Fehler, oder übertragen Sie trotzdem aus dem Menü Cluster.</numerusform>
            <numerusform>Beheben Sie zuerst %n Fehler, oder übertragen Sie trotzdem aus dem Menü Cluster.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is ticked: a push would change nothing.</source>
        <translation>Nichts ist angekreuzt: Ein Übertragen würde nichts ändern.</translation>
    </message>
    <message>
        <source>The cluster has what was measured here: there is nothing to push.</source>
        <translation>Der Cluster hat, was hier gemessen wurde: Es gibt nichts zu übertragen.</translation>
    </message>
    <message>
        <source>A push would write 1 profile</source>
        <translation>Ein Übertragen würde 1 Profil schreiben</translation>
    </message>
    <message numerus="yes">
        <source>A push would write %n profiles</source>
        <translation>
            <numerusform>Ein Übertragen würde %n Profil schreiben</numerusform>
            <numerusform>Ein Übertragen würde %n Profile schreiben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them new</source>
        <translation>
            <numerusform>davon %n neu</numerusform>
            <numerusform>davon %n neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with less capacity</source>
        <translation>
            <numerusform>%n mit weniger Kapazität</numerusform>
            <numerusform>%n mit weniger Kapazität</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; 1 error to mend first</source>
        <translation>%1; zuvor ist 1 Fehler zu beheben</translation>
    </message>
    <message numerus="yes">
        <source>%1; %n errors to mend first</source>
        <translation>
            <numerusform>%1; zuvor ist %n Fehler zu beheben</numerusform>
            <numerusform>%1; zuvor sind %n Fehler zu beheben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>replaces what was no profile</source>
        <translation>ersetzt, was kein Profil war</translation>
    </message>
    <message>
        <source>%1: unchanged</source>
        <translation>%1: unverändert</translation>
    </message>
    <message>
        <source>%1: would be written, %2</source>
        <translation>%1: würde geschrieben, %2</translation>
    </message>
    <message>
        <source>%1: written, %2</source>
        <translation>%1: geschrieben, %2</translation>
    </message>
    <message>
        <source>Add the connection %1</source>
        <translation>Verbindung %1 hinzufügen</translation>
    </message>
    <message>
        <source>Change the connection %1</source>
        <translation>Verbindung %1 ändern</translation>
    </message>
    <message>
        <source>Remove the connection %1</source>
        <translation>Verbindung %1 entfernen</translation>
    </message>
    <message>
        <source>The connection %1 was removed; Undo brings it back. Nothing changed in the cluster.</source>
        <translation>Die Verbindung %1 wurde entfernt; „Rückgängig“ bringt sie zurück. Im Cluster hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>Dry run at %1</source>
        <translation>Probelauf bei %1</translation>
    </message>
    <message>
        <source>Dry run, nothing was written</source>
        <translation>Probelauf, nichts wurde geschrieben</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>This would go wrong:</source>
        <translation>Das ginge schief:</translation>
    </message>
    <message>
        <source>Push Profiles</source>
        <translation>Profile übertragen</translation>
    </message>
    <message>
        <source>Write 1 profile to %1?</source>
        <translation>1 Profil nach %1 schreiben?</translation>
    </message>
    <message numerus="yes">
        <source>Write %n profiles to %1?</source>
        <translation>
            <numerusform>%n Profil nach %1 schreiben?</numerusform>
            <numerusform>%n Profile nach %1 schreiben?</numerusform>
        </translation>
    </message>
    <message>
        <source>Push</source>
        <translation>Übertragen</translation>
    </message>
    <message numerus="yes">
        <source>Push %n profiles to %1</source>
        <translation>
            <numerusform>%n Profil nach %1 übertragen</numerusform>
            <numerusform>%n Profile nach %1 übertragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to %1 and read back</source>
        <translation>Nach %1 geschrieben und zurückgelesen</translation>
    </message>
    <message>
        <source>%1 · stopped</source>
        <translation>%1 · angehalten</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The GPU optimizer was told.</source>
        <translation>Der GPU-Optimizer wurde benachrichtigt.</translation>
    </message>
    <message>
        <source>From what lies there now: %1.</source>
        <translation>Gegenüber dem, was jetzt dort liegt: %1.</translation>
    </message>
    <message>
        <source>Nothing lies there now.</source>
        <translation>Jetzt liegt dort nichts.</translation>
    </message>
    <message>
        <source>It is written with a fresh time stamp, so that readers take it; what it replaces stays in the history.</source>
        <translation>Es wird mit neuem Zeitstempel geschrieben, damit die Leser es übernehmen; was es ersetzt, bleibt im Verlauf.</translation>
    </message>
    <message>
        <source>Revert Profile</source>
        <translation>Profil zurücksetzen</translation>
    </message>
    <message>
        <source>Write the older profile to %1 at %2 again?</source>
        <translation>Das ältere Profil erneut nach %1 bei %2 schreiben?</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Revert %1 at %2</source>
        <translation>%1 bei %2 zurücksetzen</translation>
    </message>
    <message>
        <source>%1 was written again and read back</source>
        <translation>%1 wurde erneut geschrieben und zurückgelesen</translation>
    </message>
    <message>
        <source>Delete Profile</source>
        <translation>Profil löschen</translation>
    </message>
    <message>
        <source>Delete %1 from %2?</source>
        <translation>%1 aus %2 löschen?</translation>
    </message>
    <message>
        <source>The optimizer then leaves this deployment out. The history keeps the profile: it can be written again.</source>
        <translation>Der Optimizer lässt dieses Deployment dann aus. Der Verlauf behält das Profil: Es kann wieder geschrieben werden.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete %1 from %2</source>
        <translation>%1 aus %2 löschen</translation>
    </message>
    <message>
        <source>%1 was deleted</source>
        <translation>%1 wurde gelöscht</translation>
    </message>
    <message>
        <source>Export Profile</source>
        <translation>Profil exportieren</translation>
    </message>
    <message>
        <source>Profiles (*.json)</source>
        <translation>Profile (*.json)</translation>
    </message>
    <message>
        <source>Export All Profiles</source>
        <translation>Alle Profile exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Export %n profiles</source>
        <translation>
            <numerusform>%n Profil exportieren</numerusform>
            <numerusform>%n Profile exportieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n profiles were written to %1</source>
        <translation>
            <numerusform>%n Profil wurde nach %1 geschrieben</numerusform>
            <numerusform>%n Profile wurden nach %1 geschrieben</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::ClusterProfilesModel</name>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>%1 does not lie in the cluster</source>
        <translation>%1 liegt nicht im Cluster</translation>
    </message>
    <message>
        <source>written %1
%2</source>
        <translation>geschrieben %1
%2</translation>
    </message>
    <message>
        <source>%1
measured %2
%3</source>
        <translation>%1
gemessen %2
%3</translation>
    </message>
    <message>
        <source>in the cluster %1, here %2</source>
        <translation>im Cluster %1, hier %2</translation>
    </message>
    <message>
        <source>%1 output × %2 input lengths</source>
        <translation>%1 Ausgabe- × %2 Eingabelängen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Ticked: would be pushed</source>
        <translation>Angekreuzt: würde übertragen</translation>
    </message>
    <message>
        <source>Age of the profile in the cluster, by its &quot;created&quot;</source>
        <translation>Alter des Profils im Cluster, nach seinem „created“</translation>
    </message>
    <message>
        <source>Age of the newest measurement here</source>
        <translation>Alter der neuesten Messung hier</translation>
    </message>
    <message>
        <source>Price per hour of one replica, as it would be pushed</source>
        <translation>Preis einer Replika je Stunde, wie er übertragen würde</translation>
    </message>
    <message>
        <source>What a push would change; lower means fewer requests per second</source>
        <translation>Was ein Übertragen ändern würde; niedriger heißt weniger Anfragen je Sekunde</translation>
    </message>
    <message>
        <source>deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>in the cluster</source>
        <translation>im Cluster</translation>
    </message>
    <message>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>cost/h</source>
        <translation>Kosten/h</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
</context>
<context>
    <name>headroom::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Gefundene Befehle</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ConnectionBar</name>
    <message>
        <source>&amp;Connections</source>
        <translation>&amp;Verbindungen</translation>
    </message>
    <message>
        <source>Check &amp;Again</source>
        <translation>Erneut &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Redis</source>
        <translation>&amp;Redis</translation>
    </message>
    <message>
        <source>Redis connection</source>
        <translation>Redis-Verbindung</translation>
    </message>
    <message>
        <source>Add, edit or remove a connection</source>
        <translation>Verbindung hinzufügen, bearbeiten oder entfernen</translation>
    </message>
    <message>
        <source>Read what lies there now, and the deployments in the cluster</source>
        <translation>Lesen, was jetzt dort liegt, und die Deployments im Cluster</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>wird verbunden…</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>1 profile</source>
        <translation>1 Profil</translation>
    </message>
    <message numerus="yes">
        <source>%n profiles</source>
        <translation>
            <numerusform>%n Profil</numerusform>
            <numerusform>%n Profile</numerusform>
        </translation>
    </message>
    <message>
        <source>read-only replica</source>
        <translation>schreibgeschützte Replika</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>Gelesen %1</translation>
    </message>
    <message>
        <source>away · shown is what was read %1</source>
        <translation>fort · gezeigt wird, was %1 gelesen wurde</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>%1. Next step: %2.</source>
        <translation>%1. Nächster Schritt: %2.</translation>
    </message>
    <message>
        <source>%1 Trying again now.</source>
        <translation>%1 Es wird jetzt erneut versucht.</translation>
    </message>
    <message>
        <source>%1 Trying again in %2 s.</source>
        <translation>%1 Neuer Versuch in %2 s.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ConnectionDialog</name>
    <message>
        <source>production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>whose profiles</source>
        <translation>wessen Profile</translation>
    </message>
    <message>
        <source>the default user</source>
        <translation>der Standardnutzer</translation>
    </message>
    <message>
        <source>Password of Redis</source>
        <translation>Passwort von Redis</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>die des Systems</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Through a &amp;port-forward of its service</source>
        <translation>Durch einen &amp;Port-Forward seines Service</translation>
    </message>
    <message>
        <source>the current one</source>
        <translation>der aktuelle</translation>
    </message>
    <message>
        <source>the context&apos;s own</source>
        <translation>der des Kontexts</translation>
    </message>
    <message>
        <source>&amp;Find in Cluster</source>
        <translation>Im Cluster &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>Add a Redis Connection</source>
        <translation>Redis-Verbindung hinzufügen</translation>
    </message>
    <message>
        <source>Connection %1</source>
        <translation>Verbindung %1</translation>
    </message>
    <message>
        <source>&amp;Optimizer</source>
        <translation>&amp;Optimizer</translation>
    </message>
    <message>
        <source>Told after a push, where wanted. Empty: it reads the profiles by itself.</source>
        <translation>Wird auf Wunsch nach dem Übertragen benachrichtigt. Leer: Er liest die Profile von selbst.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Certificates That May Have Signed the Server&apos;s</source>
        <translation>Zertifikate, die das des Servers signiert haben dürfen</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>redis://host:port/database, rediss://… for TLS, or unix:///path/of/the/socket</source>
        <translation>redis://Host:Port/Datenbank, rediss://… für TLS oder unix:///Pfad/des/Sockets</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>U&amp;ser</source>
        <translation>N&amp;utzer</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>&amp;Certificates</source>
        <translation>&amp;Zertifikate</translation>
    </message>
    <message>
        <source>File of the certificates to trust</source>
        <translation>Datei der Zertifikate, denen vertraut wird</translation>
    </message>
    <message>
        <source>Conte&amp;xt</source>
        <translation>Konte&amp;xt</translation>
    </message>
    <message>
        <source>Namespac&amp;e</source>
        <translation>Namespac&amp;e</translation>
    </message>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Ser&amp;vice</source>
        <translation>Ser&amp;vice</translation>
    </message>
    <message>
        <source>Port of the service</source>
        <translation>Port des Service</translation>
    </message>
    <message>
        <source>Give the connection a name.</source>
        <translation>Geben Sie der Verbindung einen Namen.</translation>
    </message>
    <message>
        <source>Another connection is named %1.</source>
        <translation>Eine andere Verbindung heißt schon %1.</translation>
    </message>
    <message>
        <source>Name the service to go through.</source>
        <translation>Nennen Sie den Service, durch den es gehen soll.</translation>
    </message>
    <message>
        <source>The optimizer is asked over http:// or https://.</source>
        <translation>Der Optimizer wird über http:// oder https:// gefragt.</translation>
    </message>
    <message>
        <source>Of a socket: write ?user=NAME behind its path</source>
        <translation>Bei einem Socket: Schreiben Sie ?user=NAME hinter den Pfad</translation>
    </message>
    <message>
        <source>Profiles of %1 at %2</source>
        <translation>Profile von %1 bei %2</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 wird gefragt…</translation>
    </message>
    <message>
        <source>Testing the connection</source>
        <translation>Verbindung wird getestet</translation>
    </message>
    <message numerus="yes">
        <source>Redis %1 answers, with %n profiles of this model</source>
        <translation>
            <numerusform>Redis %1 antwortet, mit %n Profil dieses Modells</numerusform>
            <numerusform>Redis %1 antwortet, mit %n Profilen dieses Modells</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; it is a read-only replica</source>
        <translation>%1; es ist eine schreibgeschützte Replika</translation>
    </message>
    <message>
        <source>Asking the cluster…</source>
        <translation>Der Cluster wird gefragt…</translation>
    </message>
    <message>
        <source>No service with a Redis in this namespace.</source>
        <translation>Kein Service mit einem Redis in diesem Namespace.</translation>
    </message>
    <message numerus="yes">
        <source>%n services with a Redis here</source>
        <translation>
            <numerusform>%n Service mit einem Redis hier</numerusform>
            <numerusform>%n Services mit einem Redis hier</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::DifferenceCard</name>
    <message>
        <source>cost %1 → %2</source>
        <translation>Kosten %1 → %2</translation>
    </message>
    <message>
        <source>SLOs %1 → %2</source>
        <translation>SLOs %1 → %2</translation>
    </message>
    <message>
        <source>name inside %1 → %2</source>
        <translation>Name innen %1 → %2</translation>
    </message>
    <message>
        <source>another grid</source>
        <translation>anderes Raster</translation>
    </message>
    <message>
        <source>other %1</source>
        <translation>andere %1</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>in the cluster</source>
        <translation>im Cluster</translation>
    </message>
    <message>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>Cells that change</source>
        <translation>Zellen, die sich ändern</translation>
    </message>
    <message>
        <source>capacity: cluster → here, req/s</source>
        <translation>Kapazität: Cluster → hier, Anfr./s</translation>
    </message>
    <message>
        <source>capacity, req/s</source>
        <translation>Kapazität, Anfr./s</translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>Beide sind gleich.</translation>
    </message>
    <message>
        <source>No capacity changes.</source>
        <translation>Keine Kapazität ändert sich.</translation>
    </message>
    <message>
        <source>Delete this profile from the cluster; the history keeps it</source>
        <translation>Dieses Profil im Cluster löschen; der Verlauf behält es</translation>
    </message>
</context>
<context>
    <name>headroom::ui::DockTitle</name>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>%1 ausblenden</translation>
    </message>
</context>
<context>
    <name>headroom::ui::DocumentFlow</name>
    <message>
        <source>No copy of your edits can be kept against a crash: %1</source>
        <translation>Gegen einen Absturz kann keine Kopie Ihrer Änderungen gesichert werden: %1</translation>
    </message>
    <message>
        <source>Save the workspace in a place where it can be written.</source>
        <translation>Speichern Sie den Arbeitsbereich dort, wo geschrieben werden kann.</translation>
    </message>
    <message>
        <source>%1 is open in another window (process %2 on %3)</source>
        <translation>%1 ist in einem anderen Fenster geöffnet (Prozess %2 auf %3)</translation>
    </message>
    <message>
        <source>Close one of the two before you edit; no copy against a crash is kept in this one.</source>
        <translation>Schließen Sie eines der beiden, bevor Sie ändern; in diesem wird keine Kopie gegen einen Absturz gesichert.</translation>
    </message>
    <message>
        <source>Workspaces (*%1)</source>
        <translation>Arbeitsbereiche (*%1)</translation>
    </message>
    <message>
        <source>Open Workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Make the sample workspace</source>
        <translation>Beispiel-Arbeitsbereich anlegen</translation>
    </message>
    <message>
        <source>%1 could not be read as a whole</source>
        <comment>a workspace</comment>
        <translation>%1 konnte nicht ganz gelesen werden</translation>
    </message>
    <message>
        <source>What could be read is open. The file stays as it is; save under another name to keep your edits.</source>
        <translation>Was gelesen werden konnte, ist geöffnet. Die Datei bleibt, wie sie ist; speichern Sie unter anderem Namen, um Ihre Änderungen zu behalten.</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>a workspace that was never saved</source>
        <translation>einem nie gespeicherten Arbeitsbereich</translation>
    </message>
    <message>
        <source>Headroom ended unexpectedly with edits of %1 from %2</source>
        <translation>Headroom endete unerwartet mit Änderungen an %1 vom %2</translation>
    </message>
    <message>
        <source>Recover them, or discard them for good.</source>
        <translation>Stellen Sie sie wieder her, oder verwerfen Sie sie endgültig.</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>%1 was changed by another program</source>
        <translation>%1 wurde von einem anderen Programm geändert</translation>
    </message>
    <message>
        <source>Load it and lose your edits, or save yours over it or under another name.</source>
        <translation>Laden Sie die Datei und verlieren Sie Ihre Änderungen, oder speichern Sie Ihre darüber oder unter anderem Namen.</translation>
    </message>
    <message>
        <source>Load it to see the change.</source>
        <translation>Laden Sie die Datei, um die Änderung zu sehen.</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Save Mine</source>
        <translation>Meine speichern</translation>
    </message>
    <message>
        <source>Save Workspace As</source>
        <translation>Arbeitsbereich speichern unter</translation>
    </message>
    <message>
        <source>Save Edits</source>
        <translation>Änderungen speichern</translation>
    </message>
    <message>
        <source>Save the edits of %1?</source>
        <translation>Die Änderungen an %1 speichern?</translation>
    </message>
    <message>
        <source>What you changed since the last save is lost otherwise.</source>
        <translation>Sonst geht verloren, was Sie seit dem letzten Speichern geändert haben.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::FigureTable</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
</context>
<context>
    <name>headroom::ui::FileIntake</name>
    <message>
        <source>Looking at %1</source>
        <translation>%1 wird angesehen</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Check that it is there and that you may read it.</source>
        <translation>Prüfen Sie, dass die Datei da ist und dass Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>%1 is a profile, and no page here can show it</source>
        <translation>%1 ist ein Profil, und keine Seite hier kann es zeigen</translation>
    </message>
    <message>
        <source>Push it with: headroomctl store push</source>
        <translation>Übertragen Sie es mit: headroomctl store push</translation>
    </message>
    <message>
        <source>%1 is neither a workspace nor a benchmark file nor a profile</source>
        <translation>%1 ist weder Arbeitsbereich noch Benchmark-Datei noch Profil</translation>
    </message>
    <message>
        <source>Drop a file that Headroom or aibrix_benchmark wrote.</source>
        <translation>Legen Sie eine Datei ab, die Headroom oder aibrix_benchmark geschrieben hat.</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>%1 is already the journal of %2</source>
        <translation>%1 ist schon das Journal von %2</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>%1 was added as a target. Set its GPU type and its cost before you weigh it.</source>
        <translation>%1 wurde als Ziel hinzugefügt. Legen Sie GPU-Typ und Kosten fest, bevor Sie abwägen.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::GridPlot</name>
    <message>
        <source>input tokens</source>
        <translation>Eingabe-Tokens</translation>
    </message>
    <message>
        <source>output tokens</source>
        <translation>Ausgabe-Tokens</translation>
    </message>
</context>
<context>
    <name>headroom::ui::GridProgress</name>
    <message>
        <source>no plan yet</source>
        <translation>noch kein Plan</translation>
    </message>
    <message>
        <source>%1 of %2 rates</source>
        <translation>%1 von %2 Raten</translation>
    </message>
    <message>
        <source>hatched: not measured yet</source>
        <translation>schraffiert: noch nicht gemessen</translation>
    </message>
    <message>
        <source>✕ %1 failed</source>
        <translation>✕ %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>⚠ %1 client-limited</source>
        <translation>⚠ %1 vom Client begrenzt</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>being measured now</source>
        <translation>wird gerade gemessen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>✕ failed</source>
        <translation>✕ fehlgeschlagen</translation>
    </message>
    <message>
        <source>skipped, a neighbour already tells</source>
        <translation>übersprungen, ein Nachbar sagt es schon</translation>
    </message>
    <message>
        <source>⚠ the client was the limit</source>
        <translation>⚠ der Client war die Grenze</translation>
    </message>
    <message>
        <source>⚠ some requests failed</source>
        <translation>⚠ einige Anfragen schlugen fehl</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Benchmark grid without a plan.</source>
        <translation>Benchmark-Raster ohne Plan.</translation>
    </message>
    <message>
        <source>Benchmark grid, %1 by %2 cells: %3.</source>
        <translation>Benchmark-Raster, %1 mal %2 Zellen: %3.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::HeatMap</name>
    <message>
        <source>nothing known</source>
        <translation>nichts bekannt</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>interpolated</source>
        <translation>interpoliert</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source> · %1 fails %2</source>
        <translation> · %1 verfehlt %2</translation>
    </message>
    <message>
        <source> · binding %1</source>
        <translation> · bindend %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>%1 fehlen</translation>
    </message>
    <message>
        <source>%1 at zero</source>
        <translation>%1 bei null</translation>
    </message>
    <message>
        <source>%1 %2 fail</source>
        <translation>%1 %2 verfehlt</translation>
    </message>
    <message>
        <source>Heat map without data.</source>
        <translation>Heatmap ohne Daten.</translation>
    </message>
    <message>
        <source>Heat map, %1 input by %2 output token counts, colours from %3 to %4. %5.</source>
        <translation>Heatmap, %1 Eingabe- mal %2 Ausgabelängen, Farben von %3 bis %4. %5.</translation>
    </message>
    <message>
        <source>nothing measured yet</source>
        <translation>noch nichts gemessen</translation>
    </message>
    <message>
        <source>%1: </source>
        <translation>%1: </translation>
    </message>
    <message>
        <source>%1 fails %2</source>
        <translation>%1 verfehlt %2</translation>
    </message>
    <message>
        <source>%1 unsure of %2</source>
        <translation>%1 unsicher bei %2</translation>
    </message>
</context>
<context>
    <name>headroom::ui::HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Help pages</source>
        <translation>Hilfeseiten</translation>
    </message>
    <message>
        <source>Help text</source>
        <translation>Hilfetext</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Begriffe</translation>
    </message>
</context>
<context>
    <name>headroom::ui::HistoryCard</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Re&amp;vert…</source>
        <translation>&amp;Zurücksetzen…</translation>
    </message>
    <message>
        <source>Profiles that were replaced</source>
        <translation>Ersetzte Profile</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>What lies there is no profile</source>
        <translation>Was dort liegt, ist kein Profil</translation>
    </message>
    <message>
        <source>Write this one again; what it replaces is kept here</source>
        <translation>Dieses wieder schreiben; was es ersetzt, bleibt hier</translation>
    </message>
</context>
<context>
    <name>headroom::ui::LineChart</name>
    <message>
        <source>nothing to draw yet</source>
        <translation>noch nichts zu zeichnen</translation>
    </message>
    <message>
        <source>%1 not shown: 0 or less on a log axis</source>
        <translation>%1 nicht gezeigt: 0 oder weniger auf logarithmischer Achse</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source> (predicted)</source>
        <translation> (vorhergesagt)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Line chart of %1 against %2: %3.</source>
        <translation>Liniendiagramm von %1 über %2: %3.</translation>
    </message>
    <message>
        <source>values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>an axis</source>
        <translation>eine Achse</translation>
    </message>
    <message>
        <source>no lines</source>
        <translation>keine Linien</translation>
    </message>
</context>
<context>
    <name>headroom::ui::LiveChart</name>
    <message>
        <source>last %1</source>
        <translation>letzter %1</translation>
    </message>
</context>
<context>
    <name>headroom::ui::MainWindow</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>%1 commands</source>
        <translation>%1 Befehle</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>gespeichert %1</translation>
    </message>
    <message>
        <source>Work Is Running</source>
        <translation>Es wird noch gearbeitet</translation>
    </message>
    <message>
        <source>Stop what is running and close?</source>
        <translation>Anhalten, was läuft, und schließen?</translation>
    </message>
    <message>
        <source>What was measured so far is kept.</source>
        <translation>Was bisher gemessen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Stop and Close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New Workspace</source>
        <translation>&amp;Neuer Arbeitsbereich</translation>
    </message>
    <message>
        <source>&amp;Open Workspace…</source>
        <translation>Arbeitsbereich ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open Sa&amp;mple Workspace</source>
        <translation>&amp;Beispiel-Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation>Ctrl+Shift+S</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>&amp;Clear This List</source>
        <translation>Diese Liste &amp;leeren</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation>Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translation>Ctrl+Y</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>&amp;Inspektor</translation>
    </message>
    <message>
        <source>&amp;Tasks</source>
        <translation>&amp;Aufgaben</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>Restore &amp;Default Layout</source>
        <translation>&amp;Standardanordnung wiederherstellen</translation>
    </message>
    <message>
        <source>Dismiss All &amp;Messages</source>
        <translation>Alle &amp;Meldungen schließen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+M</source>
        <translation>Ctrl+Shift+M</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light Theme</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark Theme</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Help on This &amp;Page</source>
        <translation>Hilfe zu dieser &amp;Seite</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Ctrl+/</source>
        <translation>Ctrl+/</translation>
    </message>
    <message>
        <source>&amp;Find a Command…</source>
        <translation>Befehl &amp;suchen…</translation>
    </message>
    <message>
        <source>&amp;About Headroom</source>
        <translation>Ü&amp;ber Headroom</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Über &amp;Qt</translation>
    </message>
    <message>
        <source>About Headroom</source>
        <translation>Über Headroom</translation>
    </message>
    <message>
        <source>How many GPUs, of which kind, keep the promise about latency, and what does that cost?</source>
        <translation>Wie viele GPUs welcher Art halten das Latenzversprechen, und was kostet das?</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::Measurements</name>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::MessageArea</name>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1 (%2-mal)</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss: %1</source>
        <translation>Schließen: %1</translation>
    </message>
</context>
<context>
    <name>headroom::ui::NumberField</name>
    <message>
        <source>“%1” is not a number from %2 to %3</source>
        <translation>„%1“ ist keine Zahl von %2 bis %3</translation>
    </message>
    <message>
        <source>“%1” is not a number that fits here</source>
        <translation>„%1“ ist keine Zahl, die hier passt</translation>
    </message>
</context>
<context>
    <name>headroom::ui::OwnProfiles</name>
    <message>
        <source>Making the profiles of this workspace</source>
        <translation>Profile dieses Arbeitsbereichs werden gebildet</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::Plot</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ProfileCheck</name>
    <message>
        <source>Reading the deployments in the cluster</source>
        <translation>Deployments im Cluster werden gelesen</translation>
    </message>
    <message>
        <source>Checking the profiles</source>
        <translation>Profile werden geprüft</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ProfileHistoryModel</name>
    <message>
        <source>d MMM HH:mm</source>
        <translation>d. MMM HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>push</source>
        <translation>Übertragen</translation>
    </message>
    <message>
        <source>revert</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>no profile: it cannot be written again</source>
        <translation>kein Profil: Es kann nicht wieder geschrieben werden</translation>
    </message>
    <message>
        <source>written %1, replaced %2 by a %3
%4</source>
        <translation>geschrieben %1, ersetzt %2 durch %3
%4</translation>
    </message>
    <message>
        <source>no profile</source>
        <translation>kein Profil</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>ersetzt</translation>
    </message>
    <message>
        <source>by</source>
        <translation>durch</translation>
    </message>
    <message>
        <source>SLOs</source>
        <translation>SLOs</translation>
    </message>
    <message>
        <source>cost/h</source>
        <translation>Kosten/h</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ProfileServer</name>
    <message>
        <source>Reading the profiles in the cluster</source>
        <translation>Profile im Cluster werden gelesen</translation>
    </message>
    <message>
        <source>Reading the history of %1</source>
        <translation>Verlauf von %1 wird gelesen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ProfilesCard</name>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Profiles in the cluster and here</source>
        <translation>Profile im Cluster und hier</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ProposalsModel</name>
    <message>
        <source>declares no port</source>
        <translation>nennt keinen Port</translation>
    </message>
    <message>
        <source>pod or service</source>
        <translation>Pod oder Service</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>Problem</translation>
    </message>
</context>
<context>
    <name>headroom::ui::PushCard</name>
    <message>
        <source>Push</source>
        <translation>Übertragen</translation>
    </message>
    <message>
        <source>&amp;notify the optimizer</source>
        <translation>Optimizer be&amp;nachrichtigen</translation>
    </message>
    <message>
        <source>&amp;Dry Run</source>
        <translation>P&amp;robelauf</translation>
    </message>
    <message>
        <source>Ask the server what a push would do, and write nothing</source>
        <translation>Den Server fragen, was ein Übertragen täte, und nichts schreiben</translation>
    </message>
    <message>
        <source>server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>after</source>
        <translation>danach</translation>
    </message>
    <message>
        <source>read back</source>
        <translation>zurückgelesen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>nothing to write</source>
        <translation>nichts zu schreiben</translation>
    </message>
    <message numerus="yes">
        <source>%n written, 0 deleted</source>
        <translation>
            <numerusform>%n geschrieben, 0 gelöscht</numerusform>
            <numerusform>%n geschrieben, 0 gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Push 1 Profile</source>
        <translation>1 Profil übertragen</translation>
    </message>
    <message numerus="yes">
        <source>Push %n Profiles</source>
        <translation>
            <numerusform>%n Profil übertragen</numerusform>
            <numerusform>%n Profile übertragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the GPU optimizer to read the profiles again at once</source>
        <translation>Den GPU-Optimizer bitten, die Profile sofort neu zu lesen</translation>
    </message>
    <message>
        <source>Give the optimizer&apos;s URL with the connection; it reads the profiles by itself when it next optimizes</source>
        <translation>Geben Sie die URL des Optimizers bei der Verbindung an; er liest die Profile von selbst, wenn er das nächste Mal optimiert</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>In Arbeit…</translation>
    </message>
</context>
<context>
    <name>headroom::ui::SecretField</name>
    <message>
        <source>keep in the keychain</source>
        <translation>im Schlüsselbund behalten</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget: %1</source>
        <translation>Vergessen: %1</translation>
    </message>
    <message>
        <source>On: it is there the next time, encrypted by the desktop. Off: it is gone when Headroom ends.</source>
        <translation>An: Es ist beim nächsten Mal da, vom Desktop verschlüsselt. Aus: Es ist fort, wenn Headroom endet.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>•••••• for this run</source>
        <translation>•••••• für diesen Lauf</translation>
    </message>
    <message>
        <source>•••••• in the keychain</source>
        <translation>•••••• im Schlüsselbund</translation>
    </message>
    <message>
        <source>asking the keychain…</source>
        <translation>Schlüsselbund wird gefragt…</translation>
    </message>
    <message>
        <source>in the keychain, not opened</source>
        <translation>im Schlüsselbund, nicht geöffnet</translation>
    </message>
    <message>
        <source>Kept for this run only: %1.</source>
        <translation>Nur für diesen Lauf behalten: %1.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::Secrets</name>
    <message>
        <source>no keychain answers on this desktop</source>
        <translation>auf diesem Desktop antwortet kein Schlüsselbund</translation>
    </message>
    <message>
        <source>It can be kept for this run only.</source>
        <translation>Es kann nur für diesen Lauf behalten werden.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::Session</name>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>%1 wird gespeichert</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>%1 wird angesehen</translation>
    </message>
    <message>
        <source>Recovering %1</source>
        <translation>%1 wird wiederhergestellt</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>headroom::ui::SideBar</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>headroom::ui::SliceChart</name>
    <message>
        <source>SLO %1</source>
        <translation>SLO %1</translation>
    </message>
    <message>
        <source>SLO %1 at %2.</source>
        <translation>SLO %1 bei %2.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::SliceRow</name>
    <message>
        <source>Tokens along which the second slice is cut</source>
        <translation>Tokens, entlang derer der zweite Schnitt liegt</translation>
    </message>
    <message>
        <source>by output</source>
        <translation>nach Ausgabe</translation>
    </message>
    <message>
        <source>by input</source>
        <translation>nach Eingabe</translation>
    </message>
    <message>
        <source>Figures of the linked cell</source>
        <translation>Zahlen der verknüpften Zelle</translation>
    </message>
    <message>
        <source>%1 against rate</source>
        <translation>%1 über der Rate</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 in</source>
        <translation>%1 Ein</translation>
    </message>
    <message>
        <source>%1 out</source>
        <translation>%1 Aus</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 against output</source>
        <translation>%1 über der Ausgabe</translation>
    </message>
    <message>
        <source>%1 against input</source>
        <translation>%1 über der Eingabe</translation>
    </message>
    <message>
        <source>output tokens</source>
        <translation>Ausgabe-Tokens</translation>
    </message>
    <message>
        <source>input tokens</source>
        <translation>Eingabe-Tokens</translation>
    </message>
</context>
<context>
    <name>headroom::ui::SurfaceControls</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Dotted: predicted · hatched: nothing known · %1 fails · %2 unsure</source>
        <translation>Gepunktet: vorhergesagt · schraffiert: nichts bekannt · %1 verfehlt · %2 unsicher</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Statistic</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>At capacity or at a rate</source>
        <translation>An der Kapazität oder bei einer Rate</translation>
    </message>
    <message>
        <source>at capacity</source>
        <translation>an der Kapazität</translation>
    </message>
    <message>
        <source>at rate</source>
        <translation>bei Rate</translation>
    </message>
    <message>
        <source>Request rate</source>
        <translation>Anfragerate</translation>
    </message>
    <message>
        <source>Comparison of two GPUs</source>
        <translation>Vergleich zweier GPUs</translation>
    </message>
    <message>
        <source>each GPU</source>
        <translation>jede GPU</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>First of the two</source>
        <translation>Erste der beiden</translation>
    </message>
    <message>
        <source>Second of the two</source>
        <translation>Zweite der beiden</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>3-D</source>
        <translation>3D</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>No 3-D here: %1. The heat map shows the same numbers.</source>
        <translation>Hier kein 3D: %1. Die Heatmap zeigt dieselben Zahlen.</translation>
    </message>
    <message>
        <source>No target has a cost per hour yet: set one on the Targets page.</source>
        <translation>Noch hat kein Ziel Kosten je Stunde: Legen Sie sie auf der Seite Ziele fest.</translation>
    </message>
    <message>
        <source>These files do not tell how many requests failed.</source>
        <translation>Diese Dateien sagen nicht, wie viele Anfragen fehlschlugen.</translation>
    </message>
    <message>
        <source>Every point was measured in a closed loop, which has no rate to choose.</source>
        <translation>Jeder Punkt wurde in geschlossener Schleife gemessen, die keine wählbare Rate hat.</translation>
    </message>
    <message>
        <source>The rate that every cell is shown at</source>
        <translation>Die Rate, bei der jede Zelle gezeigt wird</translation>
    </message>
    <message>
        <source>A comparison needs two targets that are measured.</source>
        <translation>Ein Vergleich braucht zwei gemessene Ziele.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::SurfaceMaps</name>
    <message>
        <source>%1 ÷ %2</source>
        <translation>%1 ÷ %2</translation>
    </message>
    <message>
        <source>%1 − %2</source>
        <translation>%1 − %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>%1, ratio</source>
        <translation>%1, Verhältnis</translation>
    </message>
    <message>
        <source>Reading the measurements…</source>
        <translation>Messungen werden gelesen…</translation>
    </message>
    <message>
        <source>%1. %2.</source>
        <translation>%1. %2.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::SurfaceModel</name>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>%1 · %2 %3</source>
        <translation>%1 · %2 %3</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 ÷ %2</source>
        <translation>%1 ÷ %2</translation>
    </message>
    <message>
        <source>%1 − %2</source>
        <translation>%1 − %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: nothing known</source>
        <translation>%1: nichts bekannt</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>headroom::ui::SurfaceView</name>
    <message>
        <source>this display has no windows</source>
        <translation>dieser Bildschirm hat keine Fenster</translation>
    </message>
    <message>
        <source>OpenGL does not start on this display</source>
        <translation>OpenGL startet auf diesem Bildschirm nicht</translation>
    </message>
    <message>
        <source>this display&apos;s OpenGL is older than version 2</source>
        <translation>das OpenGL dieses Bildschirms ist älter als Version 2</translation>
    </message>
    <message>
        <source>input tokens</source>
        <translation>Eingabe-Tokens</translation>
    </message>
    <message>
        <source>output tokens</source>
        <translation>Ausgabe-Tokens</translation>
    </message>
    <message>
        <source>3-D surface</source>
        <translation>3D-Fläche</translation>
    </message>
    <message>
        <source>3-D surface: %1</source>
        <translation>3D-Fläche: %1</translation>
    </message>
    <message>
        <source>No 3-D here: %1. The heat map shows the same numbers.</source>
        <translation>Hier kein 3D: %1. Die Heatmap zeigt dieselben Zahlen.</translation>
    </message>
    <message>
        <source>nothing measured yet</source>
        <translation>noch nichts gemessen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::SurfacesPage</name>
    <message>
        <source>Numbers of the surfaces</source>
        <translation>Zahlen der Flächen</translation>
    </message>
    <message>
        <source>Export as &amp;PNG…</source>
        <translation>Als &amp;PNG exportieren…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Export as &amp;SVG…</source>
        <translation>Als &amp;SVG exportieren…</translation>
    </message>
    <message>
        <source>Export Numbers as &amp;CSV…</source>
        <translation>Zahlen als &amp;CSV exportieren…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation>Ctrl+Shift+E</translation>
    </message>
    <message>
        <source>Copy P&amp;icture</source>
        <translation>B&amp;ild kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Copy &amp;Numbers</source>
        <translation>&amp;Zahlen kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Alt+C</source>
        <translation>Ctrl+Alt+C</translation>
    </message>
    <message>
        <source>Show &amp;Contours</source>
        <translation>&amp;Höhenlinien zeigen</translation>
    </message>
    <message>
        <source>Drawing the surfaces</source>
        <translation>Flächen werden gezeichnet</translation>
    </message>
    <message>
        <source>No target yet</source>
        <translation>Noch kein Ziel</translation>
    </message>
    <message>
        <source>A surface is what one GPU does for every request shape. Add the deployments that serve your model, then measure them.</source>
        <translation>Eine Fläche zeigt, was eine GPU bei jeder Anfrageform leistet. Fügen Sie die Deployments hinzu, die Ihr Modell bedienen, und messen Sie sie dann.</translation>
    </message>
    <message>
        <source>Go to Targets</source>
        <translation>Zu den Zielen</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1: %2. %3.</source>
        <translation>%1: %2. %3.</translation>
    </message>
    <message>
        <source>Nothing is measured yet</source>
        <translation>Noch ist nichts gemessen</translation>
    </message>
    <message>
        <source>A benchmark sends requests of every shape at rising rates and records what comes back. The surfaces fill as its points land.</source>
        <translation>Ein Benchmark sendet Anfragen jeder Form mit steigenden Raten und zeichnet auf, was zurückkommt. Die Flächen füllen sich mit seinen Punkten.</translation>
    </message>
    <message>
        <source>Go to Benchmark</source>
        <translation>Zum Benchmark</translation>
    </message>
    <message>
        <source>The measurements cannot be read</source>
        <translation>Die Messungen können nicht gelesen werden</translation>
    </message>
    <message>
        <source>Read Again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>Move the SLO of %1</source>
        <translation>SLO von %1 verschieben</translation>
    </message>
    <message>
        <source>Export the Numbers</source>
        <translation>Zahlen exportieren</translation>
    </message>
    <message>
        <source>Export the Surfaces</source>
        <translation>Flächen exportieren</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TargetStates</name>
    <message>
        <source>not tried yet</source>
        <translation>noch nicht versucht</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>being reached</source>
        <translation>wird angesprochen</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>antwortet nicht</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TargetWatch</name>
    <message>
        <source>nobody answers there</source>
        <translation>dort antwortet niemand</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort in der Zeit</translation>
    </message>
    <message>
        <source>certificate refused</source>
        <translation>Zertifikat abgelehnt</translation>
    </message>
    <message>
        <source>not logged in</source>
        <translation>nicht angemeldet</translation>
    </message>
    <message>
        <source>access denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>not set up</source>
        <translation>nicht eingerichtet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>no model chosen</source>
        <translation>kein Modell gewählt</translation>
    </message>
    <message>
        <source>cannot be measured</source>
        <translation>kann nicht gemessen werden</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>%1 testen</translation>
    </message>
    <message>
        <source>reach</source>
        <translation>ansprechen</translation>
    </message>
    <message>
        <source>ask what it can do</source>
        <translation>fragen, was es kann</translation>
    </message>
    <message>
        <source>port-forward starting</source>
        <translation>Port-Forward startet</translation>
    </message>
    <message>
        <source>port-forward does not answer</source>
        <translation>Port-Forward antwortet nicht</translation>
    </message>
    <message>
        <source>port-forward failed</source>
        <translation>Port-Forward fehlgeschlagen</translation>
    </message>
    <message>
        <source>reconnecting in %1 s</source>
        <translation>neue Verbindung in %1 s</translation>
    </message>
    <message>
        <source>being tested</source>
        <translation>wird getestet</translation>
    </message>
    <message>
        <source>cannot be simulated</source>
        <translation>kann nicht simuliert werden</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TargetsModel</name>
    <message>
        <source>Not known yet: press F2 to set what one replica costs in an hour.</source>
        <translation>Noch nicht bekannt: Drücken Sie F2, um festzulegen, was eine Replika je Stunde kostet.</translation>
    </message>
    <message>
        <source>List price of one %1: %2 an hour.</source>
        <translation>Listenpreis einer %1: %2 je Stunde.</translation>
    </message>
    <message>
        <source>What-if weighs it at %1.</source>
        <translation>„Was wäre wenn“ rechnet mit %1.</translation>
    </message>
    <message>
        <source>Its name in the cluster: the profile is stored under it.</source>
        <translation>Sein Name im Cluster: Unter ihm wird das Profil abgelegt.</translation>
    </message>
    <message>
        <source>Dollars an hour of one replica.</source>
        <translation>Dollar je Stunde für eine Replika.</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>reached by</source>
        <translation>erreicht über</translation>
    </message>
    <message>
        <source>cost/h</source>
        <translation>Kosten/h</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Set the model of %1</source>
        <translation>Modell von %1 festlegen</translation>
    </message>
    <message>
        <source>Set the deployment of %1</source>
        <translation>Deployment von %1 festlegen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TaskModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>%1 vergangen</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, noch %2</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>wird angehalten…</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TaskPanel</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Nothing runs. What takes longer than a moment shows here and can be cancelled.</source>
        <translation>Nichts läuft. Was länger als einen Augenblick dauert, erscheint hier und kann abgebrochen werden.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TaskSummary</name>
    <message>
        <source>Shows or hides the task panel</source>
        <translation>Zeigt oder verbirgt die Aufgaben</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::TileMap</name>
    <message>
        <source>nothing to compare yet</source>
        <translation>noch nichts zu vergleichen</translation>
    </message>
    <message>
        <source>%1: no type can serve it</source>
        <translation>%1: kein Typ kann es bedienen</translation>
    </message>
    <message>
        <source>%1: %2, the only one</source>
        <translation>%1: %2, der einzige</translation>
    </message>
    <message>
        <source>%1: %2, the second is %3 worse</source>
        <translation>%1: %2, der zweite ist %3 schlechter</translation>
    </message>
    <message>
        <source>Map of the best GPU type, without data.</source>
        <translation>Karte des besten GPU-Typs, ohne Daten.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>none in %1</source>
        <translation>keiner in %1</translation>
    </message>
    <message>
        <source>Best GPU type per cell: %1.</source>
        <translation>Bester GPU-Typ je Zelle: %1.</translation>
    </message>
    <message>
        <source>margin of %1</source>
        <translation>Vorsprung von %1</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TopLine</name>
    <message>
        <source>url</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>pod %1</source>
        <translation>Pod %1</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>Workspace and targets</source>
        <translation>Arbeitsbereich und Ziele</translation>
    </message>
    <message>
        <source>There are edits that are not saved yet.</source>
        <translation>Es gibt noch nicht gespeicherte Änderungen.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiteres</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The targets that have no room here</source>
        <translation>Die Ziele, die hier keinen Platz haben</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TunnelLogModel</name>
    <message>
        <source>kubectl said: %1</source>
        <translation>kubectl sagte: %1</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>what happened</source>
        <translation>was geschah</translation>
    </message>
</context>
</TS>
