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
    <name>LimitWords</name>
    <message>
        <source>saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>no %1 row</source>
        <translation>keine Zeile %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Look at %1</source>
        <translation>%1 ansehen</translation>
    </message>
    <message>
        <source>Nothing says how %1 is reached.</source>
        <translation>Nichts sagt, wie %1 erreicht wird.</translation>
    </message>
    <message>
        <source>Set It Up</source>
        <translation>Einrichten</translation>
    </message>
    <message numerus="yes">
        <source>Find out what %n of them can do before you measure.</source>
        <translation>
            <numerusform>Finden Sie heraus, was %n davon kann, bevor Sie messen.</numerusform>
            <numerusform>Finden Sie heraus, was %n davon können, bevor Sie messen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Test All</source>
        <translation>Alle testen</translation>
    </message>
    <message>
        <source>%1 has no GPU type: surfaces are told apart by it.</source>
        <translation>%1 hat keinen GPU-Typ: Nach ihm werden Flächen unterschieden.</translation>
    </message>
    <message>
        <source>Set the GPU Type</source>
        <translation>GPU-Typ festlegen</translation>
    </message>
    <message>
        <source>%1 has no cost per hour: without it nothing can be weighed.</source>
        <translation>%1 hat keine Kosten je Stunde: Ohne sie lässt sich nichts abwägen.</translation>
    </message>
    <message>
        <source>Set the Cost</source>
        <translation>Kosten festlegen</translation>
    </message>
    <message>
        <source>Measure what each of them can carry.</source>
        <translation>Messen Sie, was jedes von ihnen tragen kann.</translation>
    </message>
    <message>
        <source>Go to Benchmark</source>
        <translation>Zum Benchmark</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The connection was lost and is tried again: %1. Finished points are kept.</source>
        <translation>Die Verbindung ging verloren und wird erneut versucht: %1. Fertige Punkte bleiben erhalten.</translation>
    </message>
    <message>
        <source>No request was answered: %1</source>
        <translation>Keine Anfrage wurde beantwortet: %1</translation>
    </message>
    <message>
        <source>Requests failed, %1 in all, %2: %3</source>
        <translation>Anfragen schlugen fehl, %1 insgesamt, %2: %3</translation>
    </message>
    <message>
        <source>This client may have been the limit: %1</source>
        <translation>Dieser Client war womöglich die Grenze: %1</translation>
    </message>
    <message>
        <source>Prompts were not as long as asked, up to %1 off: %2</source>
        <translation>Prompts waren nicht so lang wie verlangt, bis zu %1 daneben: %2</translation>
    </message>
    <message>
        <source>Answers were not as long as asked, up to %1 off: %2</source>
        <translation>Antworten waren nicht so lang wie verlangt, bis zu %1 daneben: %2</translation>
    </message>
    <message>
        <source>Tokens are estimated, because the server tells no usage: %1</source>
        <translation>Tokens sind geschätzt, weil der Server keine „usage“ meldet: %1</translation>
    </message>
    <message>
        <source>The connection was lost once and came back.</source>
        <translation>Die Verbindung ging einmal verloren und kam wieder.</translation>
    </message>
    <message numerus="yes">
        <source>The connection was lost %n times and came back.</source>
        <translation>
            <numerusform>Die Verbindung ging %n-mal verloren und kam wieder.</numerusform>
            <numerusform>Die Verbindung ging %n-mal verloren und kam wieder.</numerusform>
        </translation>
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
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>What-if</source>
        <translation>Abwägen</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Last</translation>
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
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
</context>
<context>
    <name>PointsModel</name>
    <message>
        <source>out</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Output tokens asked of each request</source>
        <translation>Von jeder Anfrage verlangte Ausgabe-Tokens</translation>
    </message>
    <message>
        <source>in</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Input tokens of each prompt</source>
        <translation>Eingabe-Tokens jedes Prompts</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Requests/s asked; with × the requests that were kept in flight</source>
        <translation>Verlangte Anfragen/s; mit × die in Arbeit gehaltenen Anfragen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>Requests that were answered in full</source>
        <translation>Vollständig beantwortete Anfragen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Requests that failed; they are in no latency</source>
        <translation>Fehlgeschlagene Anfragen; sie sind in keiner Latenz enthalten</translation>
    </message>
    <message>
        <source>TPUT</source>
        <translation>TPUT</translation>
    </message>
    <message>
        <source>Answered requests a second</source>
        <translation>Beantwortete Anfragen je Sekunde</translation>
    </message>
    <message>
        <source>E2E P99, s</source>
        <translation>E2E P99, s</translation>
    </message>
    <message>
        <source>TTFT P99, s</source>
        <translation>TTFT P99, s</translation>
    </message>
    <message>
        <source>TPOT P99, ms</source>
        <translation>TPOT P99, ms</translation>
    </message>
    <message>
        <source>remarks</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>What should be known of the point before it is believed</source>
        <translation>Was man über den Punkt wissen sollte, bevor man ihm glaubt</translation>
    </message>
    <message>
        <source>TT, tokens/s</source>
        <translation>TT, Tokens/s</translation>
    </message>
    <message>
        <source>Output tokens a second</source>
        <translation>Ausgabe-Tokens je Sekunde</translation>
    </message>
    <message>
        <source>E2E mean, s</source>
        <translation>E2E Mittel, s</translation>
    </message>
    <message>
        <source>E2E P50, s</source>
        <translation>E2E P50, s</translation>
    </message>
    <message>
        <source>E2E P90, s</source>
        <translation>E2E P90, s</translation>
    </message>
    <message>
        <source>E2E max, s</source>
        <translation>E2E max, s</translation>
    </message>
    <message>
        <source>TTFT mean, s</source>
        <translation>TTFT Mittel, s</translation>
    </message>
    <message>
        <source>TTFT P50, s</source>
        <translation>TTFT P50, s</translation>
    </message>
    <message>
        <source>TTFT P90, s</source>
        <translation>TTFT P90, s</translation>
    </message>
    <message>
        <source>TTFT max, s</source>
        <translation>TTFT max, s</translation>
    </message>
    <message>
        <source>TPOT mean, ms</source>
        <translation>TPOT Mittel, ms</translation>
    </message>
    <message>
        <source>TPOT P50, ms</source>
        <translation>TPOT P50, ms</translation>
    </message>
    <message>
        <source>TPOT P90, ms</source>
        <translation>TPOT P90, ms</translation>
    </message>
    <message>
        <source>TPOT max, ms</source>
        <translation>TPOT max, ms</translation>
    </message>
    <message>
        <source>chunk gap, ms</source>
        <translation>Stückabstand, ms</translation>
    </message>
    <message>
        <source>Mean time between two pieces of an answer; a piece can hold several tokens</source>
        <translation>Mittlere Zeit zwischen zwei Stücken einer Antwort; ein Stück kann mehrere Tokens enthalten</translation>
    </message>
    <message>
        <source>longest gap, ms</source>
        <translation>längster Abstand, ms</translation>
    </message>
    <message>
        <source>The longest time between two pieces of any answer</source>
        <translation>Die längste Zeit zwischen zwei Stücken irgendeiner Antwort</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>Requests sent, without warm-up</source>
        <translation>Gesendete Anfragen, ohne Aufwärmen</translation>
    </message>
    <message>
        <source>sent/s</source>
        <translation>gesendet/s</translation>
    </message>
    <message>
        <source>The rate at which they were really sent</source>
        <translation>Die Rate, mit der sie wirklich gesendet wurden</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>The most requests at one time</source>
        <translation>Die meisten Anfragen zu einer Zeit</translation>
    </message>
    <message>
        <source>lag P50, ms</source>
        <translation>Verzug P50, ms</translation>
    </message>
    <message>
        <source>How late requests were sent, by this client</source>
        <translation>Wie verspätet dieser Client Anfragen sendete</translation>
    </message>
    <message>
        <source>lag P99, ms</source>
        <translation>Verzug P99, ms</translation>
    </message>
    <message>
        <source>lag max, ms</source>
        <translation>Verzug max, ms</translation>
    </message>
    <message>
        <source>client CPU, %</source>
        <translation>Client-CPU, %</translation>
    </message>
    <message>
        <source>Of one core of this machine</source>
        <translation>Von einem Kern dieses Rechners</translation>
    </message>
    <message>
        <source>in came</source>
        <translation>Ein kam</translation>
    </message>
    <message>
        <source>Mean input tokens, as the server counted them</source>
        <translation>Mittlere Eingabe-Tokens, wie der Server sie zählte</translation>
    </message>
    <message>
        <source>out came</source>
        <translation>Aus kam</translation>
    </message>
    <message>
        <source>Mean output tokens, as the server counted them</source>
        <translation>Mittlere Ausgabe-Tokens, wie der Server sie zählte</translation>
    </message>
    <message>
        <source>took, s</source>
        <translation>Dauer, s</translation>
    </message>
    <message>
        <source>From the first request to the last answer</source>
        <translation>Von der ersten Anfrage bis zur letzten Antwort</translation>
    </message>
    <message>
        <source>started</source>
        <translation>begonnen</translation>
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
    <name>RunWords</name>
    <message>
        <source>%1 must lie between 1 and %2 tokens.</source>
        <translation>%1 müssen zwischen 1 und %2 Tokens liegen.</translation>
    </message>
    <message>
        <source>%1 begin at %2 and end at %3: nothing would be measured.</source>
        <translation>%1 beginnen bei %2 und enden bei %3: Nichts würde gemessen.</translation>
    </message>
    <message>
        <source>%1 out × %2 in</source>
        <translation>%1 Aus × %2 Ein</translation>
    </message>
    <message>
        <source>%1, %2 at a time</source>
        <translation>%1, %2 zugleich</translation>
    </message>
    <message>
        <source>%1 at %2 req/s</source>
        <translation>%1 bei %2 Anfr./s</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird angehalten</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>wird verbunden</translation>
    </message>
    <message>
        <source>paused at %1</source>
        <translation>pausiert bei %1</translation>
    </message>
    <message>
        <source>pausing after this point</source>
        <translation>pausiert nach diesem Punkt</translation>
    </message>
    <message>
        <source>measuring, %1</source>
        <translation>wird gemessen, %1</translation>
    </message>
    <message>
        <source>connection lost, trying again</source>
        <translation>Verbindung verloren, neuer Versuch</translation>
    </message>
    <message>
        <source>connection lost, trying again in %1</source>
        <translation>Verbindung verloren, neuer Versuch in %1</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>stopped at %1</source>
        <translation>angehalten bei %1</translation>
    </message>
    <message>
        <source>failed at %1</source>
        <translation>fehlgeschlagen bei %1</translation>
    </message>
    <message>
        <source>Measure into a new file, or put the plan back as it was when the file was made.</source>
        <translation>Messen Sie in eine neue Datei, oder stellen Sie den Plan her, mit dem die Datei entstand.</translation>
    </message>
    <message>
        <source>Look at what is named here, or measure into a new file.</source>
        <translation>Sehen Sie sich das hier Genannte an, oder messen Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>Check that the server runs; finished points are kept, and Start goes on where it stopped.</source>
        <translation>Prüfen Sie, dass der Server läuft; fertige Punkte bleiben erhalten, und „Starten“ macht weiter, wo es anhielt.</translation>
    </message>
    <message>
        <source>Give the target&apos;s API key on the Targets page.</source>
        <translation>Geben Sie den API-Schlüssel des Ziels auf der Seite Ziele an.</translation>
    </message>
    <message>
        <source>Check the target&apos;s address and model on the Targets page.</source>
        <translation>Prüfen Sie Adresse und Modell des Ziels auf der Seite Ziele.</translation>
    </message>
    <message>
        <source>Check the target&apos;s certificate on the Targets page.</source>
        <translation>Prüfen Sie das Zertifikat des Ziels auf der Seite Ziele.</translation>
    </message>
    <message>
        <source>Make room on the disk; Start goes on where it stopped.</source>
        <translation>Schaffen Sie Platz auf der Platte; „Starten“ macht weiter, wo es anhielt.</translation>
    </message>
    <message>
        <source>Make the file writable, or measure into a new file.</source>
        <translation>Machen Sie die Datei beschreibbar, oder messen Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>Input lengths</source>
        <translation>Eingabelängen</translation>
    </message>
    <message>
        <source>Output lengths</source>
        <translation>Ausgabelängen</translation>
    </message>
    <message>
        <source>Rates must lie between 0.001 and %1 requests/s.</source>
        <translation>Raten müssen zwischen 0,001 und %1 Anfragen/s liegen.</translation>
    </message>
    <message>
        <source>Rates begin at %1 and end at %2 requests/s: nothing would be measured.</source>
        <translation>Raten beginnen bei %1 und enden bei %2 Anfragen/s: Nichts würde gemessen.</translation>
    </message>
    <message>
        <source>the server was not reached</source>
        <translation>der Server wurde nicht erreicht</translation>
    </message>
    <message>
        <source>TLS failed</source>
        <translation>TLS schlug fehl</translation>
    </message>
    <message>
        <source>no connection in time</source>
        <translation>keine Verbindung in der Zeit</translation>
    </message>
    <message>
        <source>no first token in time</source>
        <translation>kein erstes Token in der Zeit</translation>
    </message>
    <message>
        <source>the answer was not whole in time</source>
        <translation>die Antwort war nicht rechtzeitig vollständig</translation>
    </message>
    <message>
        <source>the connection broke</source>
        <translation>die Verbindung brach ab</translation>
    </message>
    <message>
        <source>the server refused</source>
        <translation>der Server lehnte ab</translation>
    </message>
    <message>
        <source>the answer was malformed</source>
        <translation>die Antwort war fehlerhaft</translation>
    </message>
    <message>
        <source>the server reported an error</source>
        <translation>der Server meldete einen Fehler</translation>
    </message>
    <message>
        <source>the answer ended early</source>
        <translation>die Antwort endete zu früh</translation>
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
    <message>
        <source>, or choose it when you add a target</source>
        <translation>, oder wählen Sie es beim Hinzufügen eines Ziels</translation>
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
    <name>WhatIfTables</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>%1, req/s</source>
        <translation>%1, Anfr./s</translation>
    </message>
    <message>
        <source>held by</source>
        <translation>begrenzt durch</translation>
    </message>
    <message>
        <source>$ / M tokens</source>
        <translation>$ / M Tokens</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Replikas</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Genutzt</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>$ per hour</source>
        <translation>$ je Stunde</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>From $</source>
        <translation>Ab $</translation>
    </message>
    <message>
        <source>To $</source>
        <translation>Bis $</translation>
    </message>
    <message>
        <source>Cheapest mix</source>
        <translation>Günstigste Mischung</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Per hour</source>
        <translation>Je Stunde</translation>
    </message>
    <message>
        <source>Against now</source>
        <translation>Gegenüber jetzt</translation>
    </message>
    <message>
        <source>Per M tokens</source>
        <translation>Je M Tokens</translation>
    </message>
    <message>
        <source>Traffic, req/s</source>
        <translation>Last, Anfr./s</translation>
    </message>
    <message>
        <source>Not served, req/s</source>
        <translation>Nicht bedient, Anfr./s</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>Versprechen</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>none within the limits</source>
        <translation>keine innerhalb der Grenzen</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>One mix for all of them: %1, %2 per hour at the prices of now.</source>
        <translation>Eine Mischung für alle: %1, %2 je Stunde zu jetzigen Preisen.</translation>
    </message>
    <message>
        <source>Within the limits, no one mix carries all of them.</source>
        <translation>Innerhalb der Grenzen trägt keine Mischung alle.</translation>
    </message>
    <message>
        <source>%1, now</source>
        <translation>%1, jetzt</translation>
    </message>
</context>
<context>
    <name>WhatIfView</name>
    <message>
        <source>%1 (not alone)</source>
        <translation>%1 (nicht allein)</translation>
    </message>
    <message>
        <source>mix</source>
        <translation>Mischung</translation>
    </message>
    <message>
        <source>cheapest mix</source>
        <translation>günstigste Mischung</translation>
    </message>
    <message>
        <source>replicas follow the traffic</source>
        <translation>Replikas folgen der Last</translation>
    </message>
    <message>
        <source>one mix all along</source>
        <translation>eine Mischung durchgehend</translation>
    </message>
    <message>
        <source>worth choosing</source>
        <translation>wählenswert</translation>
    </message>
    <message>
        <source>highest rate</source>
        <translation>höchste Rate</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>The one mix all along is not proved to be the cheapest.</source>
        <translation>Dass die eine Mischung für die ganze Zeit die günstigste ist, ist nicht bewiesen.</translation>
    </message>
    <message>
        <source>Time ran out on %1 of %2: there may be cheaper mixes, by up to %3 %.</source>
        <translation>Bei %1 von %2 reichte die Zeit nicht: Es kann günstigere Mischungen geben, um bis zu %3 %.</translation>
    </message>
    <message>
        <source>Time ran out on %1 of %2: there may be cheaper mixes.</source>
        <translation>Bei %1 von %2 reichte die Zeit nicht: Es kann günstigere Mischungen geben.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::AddTargetDialog</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add Target</source>
        <translation>Ziel hinzufügen</translation>
    </message>
    <message>
        <source>How it is reached</source>
        <translation>Wie es erreicht wird</translation>
    </message>
    <message>
        <source>By URL</source>
        <translation>Über URL</translation>
    </message>
    <message>
        <source>From a Cluster</source>
        <translation>Aus einem Cluster</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>the only one it serves</source>
        <translation>das einzige, das es anbietet</translation>
    </message>
    <message>
        <source>for its profile</source>
        <translation>für sein Profil</translation>
    </message>
    <message>
        <source>choose or type</source>
        <translation>wählen oder eintippen</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>M&amp;odel</source>
        <translation>M&amp;odell</translation>
    </message>
    <message>
        <source>&amp;Deployment</source>
        <translation>&amp;Deployment</translation>
    </message>
    <message>
        <source>GPU t&amp;ype</source>
        <translation>GPU-T&amp;yp</translation>
    </message>
    <message>
        <source>&amp;Cost per hour</source>
        <translation>&amp;Kosten je Stunde</translation>
    </message>
    <message>
        <source>API &amp;key</source>
        <translation>API-&amp;Schlüssel</translation>
    </message>
    <message numerus="yes">
        <source>Add %n Targets</source>
        <translation>
            <numerusform>%n Ziel hinzufügen</numerusform>
            <numerusform>%n Ziele hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Each is added as its labels propose, and can be changed afterwards.</source>
        <translation>Jedes wird hinzugefügt, wie seine Labels es vorschlagen, und kann danach geändert werden.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::AnswerBar</name>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>%1 of the traffic can be served by no GPU within the promise: %2</source>
        <translation>%1 der Last kann keine GPU innerhalb des Versprechens bedienen: %2</translation>
    </message>
    <message>
        <source>The limits have room for %1 of the traffic.</source>
        <translation>Die Grenzen lassen Platz für %1 der Last.</translation>
    </message>
    <message>
        <source>Not proved to be the cheapest: at most %1 above it</source>
        <translation>Nicht als günstigste bewiesen: höchstens %1 darüber</translation>
    </message>
    <message>
        <source>%1 up to %2, planned as %3</source>
        <translation>%1 bis %2, geplant als %3</translation>
    </message>
    <message>
        <source>%1 of requests are longer than anything measured: %2</source>
        <translation>%1 der Anfragen sind länger als alles Gemessene: %2</translation>
    </message>
    <message>
        <source>The traffic could not be read, and made-up traffic is planned for: %1</source>
        <translation>Die Last konnte nicht gelesen werden; geplant wird für eine erdachte: %1</translation>
    </message>
    <message>
        <source>There is no traffic yet: planned for made-up chats at %1</source>
        <translation>Noch gibt es keine Last: geplant für erdachte Chats mit %1</translation>
    </message>
    <message>
        <source>No price is set for %1, so it counts as free</source>
        <translation>Für %1 ist kein Preis gesetzt, also zählt es als kostenlos</translation>
    </message>
    <message>
        <source>The cluster&apos;s optimizer would take</source>
        <translation>Der Optimizer des Clusters nähme</translation>
    </message>
    <message>
        <source>Cheapest mix that keeps every SLO</source>
        <translation>Günstigste Mischung, die jedes SLO hält</translation>
    </message>
    <message>
        <source>per hour</source>
        <translation>je Stunde</translation>
    </message>
    <message>
        <source>per M tokens</source>
        <translation>je M Tokens</translation>
    </message>
    <message>
        <source>utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>none within the limits</source>
        <translation>keine innerhalb der Grenzen</translation>
    </message>
    <message>
        <source>Cheapest mix for what can be served</source>
        <translation>Günstigste Mischung für das, was bedient werden kann</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>  the same cost</source>
        <translation>  dieselben Kosten</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) it cannot serve → %1 GPUs</source>
        <translation>
            <numerusform>%n Zelle, die er nicht bedienen kann → %1 GPUs</numerusform>
            <numerusform>%n Zellen, die er nicht bedienen kann → %1 GPUs</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (%2 would do)</source>
        <translation>%1 (%2 würden reichen)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2; held by %3</source>
        <translation>%1, %2; begrenzt durch %3</translation>
    </message>
    <message>
        <source>At most %1 are too few</source>
        <translation>Höchstens %1 sind zu wenig</translation>
    </message>
    <message>
        <source>At most %1 are too few for %2</source>
        <translation>Höchstens %1 sind zu wenig für %2</translation>
    </message>
    <message>
        <source>Room for %1 more of the same shapes</source>
        <translation>Platz für %1 mehr derselben Formen</translation>
    </message>
    <message>
        <source>one more request/s buys nothing</source>
        <translation>eine weitere Anfrage/s kostet nichts</translation>
    </message>
    <message>
        <source>one more request/s buys %1, for %2 per hour</source>
        <translation>eine weitere Anfrage/s verlangt %1, für %2 je Stunde</translation>
    </message>
    <message>
        <source>by nearest cells %1 per hour</source>
        <translation>nach nächsten Zellen %1 je Stunde</translation>
    </message>
</context>
<context>
    <name>headroom::ui::BenchmarkInspector</name>
    <message>
        <source>Server&apos;s own view</source>
        <translation>Sicht des Servers</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Client&apos;s own check</source>
        <translation>Selbstprüfung des Clients</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>running / waiting</source>
        <translation>laufend / wartend</translation>
    </message>
    <message>
        <source>Requests that are being worked on, and those that wait for room</source>
        <translation>Anfragen in Bearbeitung, und solche, die auf Platz warten</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV-Cache</translation>
    </message>
    <message>
        <source>Share of the memory for keys and values that is in use; at 100 % requests wait or are preempted</source>
        <translation>Belegter Anteil des Speichers für Keys und Values; bei 100 % warten Anfragen oder werden verdrängt</translation>
    </message>
    <message>
        <source>preemptions</source>
        <translation>Verdrängungen</translation>
    </message>
    <message>
        <source>Requests that were put off for lack of memory, since this benchmark began</source>
        <translation>Anfragen, die seit Beginn dieses Benchmarks aus Speichermangel zurückgestellt wurden</translation>
    </message>
    <message>
        <source>prefix-cache hits</source>
        <translation>Treffer im Präfix-Cache</translation>
    </message>
    <message>
        <source>Share of the prompts&apos; tokens that were answered from the prefix cache; fresh prompts should find nothing there</source>
        <translation>Anteil der Prompt-Tokens, die aus dem Präfix-Cache beantwortet wurden; frische Prompts sollten dort nichts finden</translation>
    </message>
    <message>
        <source>schedule lag P99</source>
        <translation>Sendeverzug P99</translation>
    </message>
    <message>
        <source>How late this machine sends requests; above 2 ms the point may say more of it than of the server</source>
        <translation>Wie verspätet dieser Rechner Anfragen sendet; über 2 ms sagt der Punkt womöglich mehr über ihn als über den Server</translation>
    </message>
    <message>
        <source>CPU of one core</source>
        <translation>CPU eines Kerns</translation>
    </message>
    <message>
        <source>port-forward adds</source>
        <translation>Port-Forward fügt hinzu</translation>
    </message>
    <message>
        <source>What the way through kubectl port-forward adds to a request at most</source>
        <translation>Was der Weg durch kubectl port-forward einer Anfrage höchstens hinzufügt</translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>This server tells nothing of itself at /metrics.</source>
        <translation>Dieser Server sagt unter /metrics nichts über sich.</translation>
    </message>
    <message>
        <source>Told while a target is measured.</source>
        <translation>Wird gesagt, während ein Ziel gemessen wird.</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>none in the way</source>
        <translation>keiner im Weg</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n-mal</numerusform>
            <numerusform>%n-mal</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>headroom::ui::BenchmarkPage</name>
    <message>
        <source>Nothing to measure yet</source>
        <translation>Noch nichts zu messen</translation>
    </message>
    <message>
        <source>A benchmark sends requests of many shapes and rates to a target and keeps what it can carry. Add the deployments that serve your model first.</source>
        <translation>Ein Benchmark sendet Anfragen vieler Formen und Raten an ein Ziel und hält fest, was es tragen kann. Fügen Sie zuerst die Deployments hinzu, die Ihr Modell bedienen.</translation>
    </message>
    <message>
        <source>Add Targets</source>
        <translation>Ziele hinzufügen</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Verzug</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Measured points with everything that was recorded</source>
        <translation>Gemessene Punkte mit allem, was aufgezeichnet wurde</translation>
    </message>
    <message>
        <source>&amp;Start…</source>
        <translation>&amp;Starten…</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Copy Points</source>
        <translation>Punkte &amp;kopieren</translation>
    </message>
    <message>
        <source>Points of %1</source>
        <translation>Punkte von %1</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::BenchmarkRun</name>
    <message>
        <source>Benchmark %1</source>
        <translation>Benchmark %1</translation>
    </message>
</context>
<context>
    <name>headroom::ui::Benchmarks</name>
    <message>
        <source>There is no target yet.</source>
        <translation>Noch gibt es kein Ziel.</translation>
    </message>
    <message>
        <source>No target is chosen.</source>
        <translation>Kein Ziel ist gewählt.</translation>
    </message>
    <message>
        <source>Every chosen target is being measured.</source>
        <translation>Jedes gewählte Ziel wird gerade gemessen.</translation>
    </message>
    <message>
        <source>Looking at the benchmark files</source>
        <translation>Benchmark-Dateien werden angesehen</translation>
    </message>
    <message>
        <source>Use a new benchmark file for %1</source>
        <translation>Neue Benchmark-Datei für %1 verwenden</translation>
    </message>
    <message>
        <source>Name the benchmark file of %1</source>
        <translation>Benchmark-Datei von %1 benennen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The benchmark of %1 goes on; no target of this workspace has its file %2</source>
        <translation>Der Benchmark von %1 läuft weiter; kein Ziel dieses Arbeitsbereichs hat seine Datei %2</translation>
    </message>
    <message>
        <source>Stop it in the task panel, or let it end: what it measures is kept in the file and shown where a target has that file.</source>
        <translation>Halten Sie ihn unter Aufgaben an, oder lassen Sie ihn enden: Was er misst, bleibt in der Datei und wird gezeigt, wo ein Ziel diese Datei hat.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::CapacityMaps</name>
    <message>
        <source>$ per M tokens</source>
        <translation>$ je M Tokens</translation>
    </message>
    <message>
        <source>capacity, req/s</source>
        <translation>Kapazität, Anfr./s</translation>
    </message>
    <message>
        <source>cost per million tokens</source>
        <translation>Kosten je Million Tokens</translation>
    </message>
    <message>
        <source>capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
</context>
<context>
    <name>headroom::ui::CellCard</name>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>Per cell</source>
        <translation>Je Zelle</translation>
    </message>
    <message>
        <source>Best GPU</source>
        <translation>Beste GPU</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Capacities</source>
        <translation>Kapazitäten</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Mischung</translation>
    </message>
    <message>
        <source>Best GPU per cell</source>
        <translation>Beste GPU je Zelle</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>The mix by GPU</source>
        <translation>Die Mischung nach GPU</translation>
    </message>
    <message>
        <source>Which GPU serves which cell</source>
        <translation>Welche GPU welche Zelle bedient</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>Tok/s</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation>Anfragen/s</translation>
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
    <message>
        <source>Requests/s</source>
        <translation>Anfragen/s</translation>
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
        <translation>Abwägen öffnen</translation>
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
    <message>
        <source>Wait until the check is done</source>
        <translation>Warten Sie, bis die Prüfung fertig ist</translation>
    </message>
    <message>
        <source>Nothing was written: %1</source>
        <translation>Nichts wurde geschrieben: %1</translation>
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
    <name>headroom::ui::ClusterSource</name>
    <message>
        <source>Look Again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Choose kubectl…</source>
        <translation>kubectl wählen…</translation>
    </message>
    <message>
        <source>Ask It for Its Models</source>
        <translation>Nach seinen Modellen fragen</translation>
    </message>
    <message>
        <source>Filter by name, model or GPU</source>
        <translation>Nach Name, Modell oder GPU filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Pods and services</source>
        <translation>Pods und Services</translation>
    </message>
    <message>
        <source>Conte&amp;xt</source>
        <translation>Konte&amp;xt</translation>
    </message>
    <message>
        <source>Name&amp;space</source>
        <translation>Name&amp;space</translation>
    </message>
    <message>
        <source>The Program kubectl</source>
        <translation>Das Programm kubectl</translation>
    </message>
    <message numerus="yes">
        <source>all, %n more</source>
        <translation>
            <numerusform>alle, %n weiterer</numerusform>
            <numerusform>alle, %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Reading the contexts of kubectl…</source>
        <translation>Kontexte von kubectl werden gelesen…</translation>
    </message>
    <message>
        <source>Looking for pods and services…</source>
        <translation>Pods und Services werden gesucht…</translation>
    </message>
    <message>
        <source>Asking %1 for its models…</source>
        <translation>%1 wird nach seinen Modellen gefragt…</translation>
    </message>
    <message>
        <source>kubectl has no configuration</source>
        <translation>kubectl hat keine Konfiguration</translation>
    </message>
    <message>
        <source>Log in with the command of your cluster&apos;s provider, then press Look Again.</source>
        <translation>Melden Sie sich mit dem Befehl Ihres Cluster-Anbieters an, und drücken Sie dann „Erneut suchen“.</translation>
    </message>
    <message>
        <source>Nothing here looks like an inference server</source>
        <translation>Nichts hier sieht nach einem Inferenz-Server aus</translation>
    </message>
    <message>
        <source>Nothing fits the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>Choose another namespace, or show all.</source>
        <translation>Wählen Sie einen anderen Namespace, oder zeigen Sie alle.</translation>
    </message>
    <message>
        <source>Choose what to measure; several at once if you like.</source>
        <translation>Wählen Sie, was gemessen werden soll; gern mehrere zugleich.</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n gewählt</numerusform>
            <numerusform>%n gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a pod or a service.</source>
        <translation>Wählen Sie einen Pod oder einen Service.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ClustersCard</name>
    <message>
        <source>Clusters</source>
        <translation>Häufungen</translation>
    </message>
    <message>
        <source>No ten requests lie within half a doubling of each other, so there is no cluster: the cluster&apos;s optimizer keeps its last answer and logs “insufficient data”.</source>
        <translation>Keine zehn Anfragen liegen innerhalb einer halben Verdopplung beieinander, also gibt es keine Häufung: Der Optimizer des Clusters behält seine letzte Antwort und protokolliert „insufficient data“.</translation>
    </message>
    <message>
        <source>Clusters of request shapes</source>
        <translation>Häufungen von Anfrageformen</translation>
    </message>
    <message>
        <source>cover %1 of the requests</source>
        <translation>decken %1 der Anfragen ab</translation>
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
    <name>headroom::ui::CostCard</name>
    <message>
        <source>Cost against</source>
        <translation>Kosten über</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>SLO</source>
        <translation>SLO</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Cost against load</source>
        <translation>Kosten über der Last</translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>$ per hour</source>
        <translation>$ je Stunde</translation>
    </message>
    <message>
        <source>Cost over time</source>
        <translation>Kosten über der Zeit</translation>
    </message>
    <message>
        <source>At which prices the choice changes</source>
        <translation>Bei welchen Preisen sich die Wahl ändert</translation>
    </message>
    <message>
        <source>Scenarios side by side</source>
        <translation>Szenarien nebeneinander</translation>
    </message>
    <message>
        <source>Working it out…</source>
        <translation>Wird ausgerechnet…</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>Tok/s</translation>
    </message>
    <message>
        <source>Cost against %1</source>
        <translation>Kosten über %1</translation>
    </message>
    <message>
        <source>No scenario is kept yet. Keep what is weighed now under a name, change something, and both stand here side by side.</source>
        <translation>Noch ist kein Szenario behalten. Behalten Sie unter einem Namen, was jetzt abgewogen wird, ändern Sie etwas, und beides steht hier nebeneinander.</translation>
    </message>
    <message>
        <source>The other SLOs stay as they are. Marked bounds are worth choosing: no stricter one costs as little.</source>
        <translation>Die anderen SLOs bleiben, wie sie sind. Markierte Grenzen sind wählenswert: Keine strengere kostet so wenig.</translation>
    </message>
    <message>
        <source>As if %1 were promised, too. Marked bounds are worth choosing: no stricter one costs as little.</source>
        <translation>Als wäre auch %1 versprochen. Markierte Grenzen sind wählenswert: Keine strengere kostet so wenig.</translation>
    </message>
    <message>
        <source>Over the recording: %1 while the replicas follow the traffic, %2 with one mix all along (%3).</source>
        <translation>Über die Aufzeichnung: %1, während die Replikas der Last folgen, %2 mit einer Mischung durchgehend (%3).</translation>
    </message>
    <message>
        <source>One price moves, the others stay.</source>
        <translation>Ein Preis ändert sich, die anderen bleiben.</translation>
    </message>
    <message>
        <source>Replicas over time</source>
        <translation>Replikas über die Zeit</translation>
    </message>
    <message>
        <source>replicas</source>
        <translation>Replikas</translation>
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
        <source>%1 was added as a target. Set its GPU type and its cost before you weigh it.</source>
        <translation>%1 wurde als Ziel hinzugefügt. Legen Sie GPU-Typ und Kosten fest, bevor Sie abwägen.</translation>
    </message>
    <message>
        <source>%1 was added as a target on %2, at the list price. Check both before you weigh it.</source>
        <translation>%1 wurde als Ziel auf %2 hinzugefügt, zum Listenpreis. Prüfen Sie beides, bevor Sie abwägen.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::FileWatch</name>
    <message>
        <source>Looking for changed files</source>
        <translation>Nach geänderten Dateien sehen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::GatewayMonitor</name>
    <message>
        <source>Reading the gateway&apos;s traces</source>
        <translation>Aufzeichnungen des Gateways werden gelesen</translation>
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
        <source>%1 %2 · %3</source>
        <translation>%1 %2 · %3</translation>
    </message>
    <message>
        <source>%1 fails %2 · %3</source>
        <translation>%1 verfehlt %2 · %3</translation>
    </message>
    <message>
        <source>%1 unsure of %2 · %3</source>
        <translation>%1 unsicher bei %2 · %3</translation>
    </message>
    <message>
        <source>%1 keeps · held by %2 · %3</source>
        <translation>%1 hält · begrenzt durch %2 · %3</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
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
    <name>headroom::ui::LiveBoard</name>
    <message>
        <source>Rate asked and achieved</source>
        <translation>Verlangte und erreichte Rate</translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>achieved</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>Failed requests</source>
        <translation>Fehlgeschlagene Anfragen</translation>
    </message>
    <message>
        <source>failed/s</source>
        <translation>Fehler/s</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Schedule lag</source>
        <translation>Sendeverzug</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>Millisekunden</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
    <message>
        <source>Time to first token</source>
        <translation>Zeit bis zum ersten Token</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Time per output token</source>
        <translation>Zeit je Ausgabe-Token</translation>
    </message>
    <message>
        <source>End to end</source>
        <translation>Ende zu Ende</translation>
    </message>
</context>
<context>
    <name>headroom::ui::LiveCard</name>
    <message>
        <source>Live figures are drawn here while this target is measured.</source>
        <translation>Hier erscheinen laufende Zahlen, während dieses Ziel gemessen wird.</translation>
    </message>
    <message>
        <source>Rate asked and achieved</source>
        <translation>Verlangte und erreichte Rate</translation>
    </message>
    <message>
        <source>Failed requests</source>
        <translation>Fehlgeschlagene Anfragen</translation>
    </message>
    <message>
        <source>Schedule lag</source>
        <translation>Sendeverzug</translation>
    </message>
    <message>
        <source>Time to first token</source>
        <translation>Zeit bis zum ersten Token</translation>
    </message>
    <message>
        <source>Time per output token</source>
        <translation>Zeit je Ausgabe-Token</translation>
    </message>
    <message>
        <source>End to end</source>
        <translation>Ende zu Ende</translation>
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
    <message>
        <source>About Qt</source>
        <translation>Über Qt</translation>
    </message>
    <message>
        <source>Headroom is built with Qt, a library for programs on many systems, used here under the GNU Lesser General Public License, version 3.</source>
        <translation>Headroom ist mit Qt gebaut, einer Bibliothek für Programme auf vielen Systemen, hier verwendet unter der GNU Lesser General Public License, Version 3.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::MappingCard</name>
    <message>
        <source>On the profiles&apos; grid</source>
        <translation>Auf dem Raster der Profile</translation>
    </message>
    <message>
        <source>Upward</source>
        <translation>Aufwärts</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>Nächste</translation>
    </message>
    <message>
        <source>Traffic on the profiles&apos; grid</source>
        <translation>Last auf dem Raster der Profile</translation>
    </message>
    <message>
        <source>Traffic beyond the grid</source>
        <translation>Last jenseits des Rasters</translation>
    </message>
    <message>
        <source>the nearest</source>
        <translation>die nächste</translation>
    </message>
    <message>
        <source>upward</source>
        <translation>aufwärts</translation>
    </message>
    <message>
        <source>%1 of the traffic counts in another cell by the other rule.</source>
        <translation>%1 der Last zählt nach der anderen Regel in einer anderen Zelle.</translation>
    </message>
    <message>
        <source>Both rules count every request in the same cell.</source>
        <translation>Beide Regeln zählen jede Anfrage in derselben Zelle.</translation>
    </message>
    <message>
        <source>%1 longer than the grid: its cells promise too much for them. They count where the table says.</source>
        <translation>%1 länger als das Raster: Seine Zellen versprechen für sie zu viel. Sie zählen, wo die Tabelle sagt.</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>%1 shorter than the grid, counted in its shortest cells.</source>
        <translation>%1 kürzer als das Raster, gezählt in dessen kürzesten Zellen.</translation>
    </message>
    <message>
        <source>Upward: each request counts in the smallest cell that is at least as long in both directions, so what was measured there holds for it; what is longer than the grid is named below. Our own plans do so. Nearest: as the cluster&apos;s optimizer does, in log2, midway up.</source>
        <translation>Aufwärts: Jede Anfrage zählt in der kleinsten Zelle, die in beiden Richtungen mindestens so lang ist, damit für sie gilt, was dort gemessen wurde; was länger ist als das Gitter, steht darunter. So tun es unsere eigenen Pläne. Nächste: wie der Optimizer des Clusters, in log2, in der Mitte aufwärts.</translation>
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
    <name>headroom::ui::NoticeList</name>
    <message>
        <source>Nothing out of the ordinary.</source>
        <translation>Nichts Ungewöhnliches.</translation>
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
    <name>headroom::ui::PlanEditor</name>
    <message>
        <source>%1 cells × %2 rates</source>
        <translation>%1 Zellen × %2 Raten</translation>
    </message>
    <message>
        <source>%1 cells × %2 loads</source>
        <translation>%1 Zellen × %2 Lasten</translation>
    </message>
    <message>
        <source>%1 = %2 points · %3 requests · about %4 a target</source>
        <translation>%1 = %2 Punkte · %3 Anfragen · etwa %4 je Ziel</translation>
    </message>
    <message>
        <source>What runs keeps the plan that it was started with.</source>
        <translation>Was läuft, behält den Plan, mit dem es gestartet wurde.</translation>
    </message>
    <message>
        <source>From here on, each twice the one before</source>
        <translation>Ab hier, jeweils das Doppelte des vorigen</translation>
    </message>
    <message>
        <source>Up to here</source>
        <translation>Bis hier</translation>
    </message>
    <message>
        <source>Change the input lengths</source>
        <translation>Eingabelängen ändern</translation>
    </message>
    <message>
        <source>Change the output lengths</source>
        <translation>Ausgabelängen ändern</translation>
    </message>
    <message>
        <source>Shortest input, tokens</source>
        <translation>Kürzeste Eingabe, Tokens</translation>
    </message>
    <message>
        <source>Longest input, tokens</source>
        <translation>Längste Eingabe, Tokens</translation>
    </message>
    <message>
        <source>Shortest output, tokens</source>
        <translation>Kürzeste Ausgabe, Tokens</translation>
    </message>
    <message>
        <source>Longest output, tokens</source>
        <translation>Längste Ausgabe, Tokens</translation>
    </message>
    <message>
        <source>Input tokens</source>
        <translation>Eingabe-Tokens</translation>
    </message>
    <message>
        <source>Output tokens</source>
        <translation>Ausgabe-Tokens</translation>
    </message>
    <message>
        <source>Kind of load</source>
        <translation>Art der Last</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>Raten</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Change the kind of load</source>
        <translation>Art der Last ändern</translation>
    </message>
    <message>
        <source>Rates, req/s</source>
        <translation>Raten, Anfr./s</translation>
    </message>
    <message>
        <source>Lowest rate, requests/s</source>
        <translation>Niedrigste Rate, Anfragen/s</translation>
    </message>
    <message>
        <source>Highest rate, requests/s</source>
        <translation>Höchste Rate, Anfragen/s</translation>
    </message>
    <message>
        <source>Change the rates</source>
        <translation>Raten ändern</translation>
    </message>
    <message>
        <source>Requests in flight</source>
        <translation>Anfragen in Arbeit</translation>
    </message>
    <message>
        <source>Requests kept in flight</source>
        <translation>In Arbeit gehaltene Anfragen</translation>
    </message>
    <message>
        <source>How many requests are kept in flight, one point each: 1, 4, 16</source>
        <translation>Wie viele Anfragen in Arbeit gehalten werden, je ein Punkt: 1, 4, 16</translation>
    </message>
    <message>
        <source>Change the requests in flight</source>
        <translation>Anfragen in Arbeit ändern</translation>
    </message>
    <message>
        <source>Requests a point</source>
        <translation>Anfragen je Punkt</translation>
    </message>
    <message>
        <source>More requests make the percentiles surer: P99 needs at least 100.</source>
        <translation>Mehr Anfragen machen die Perzentile sicherer: P99 braucht mindestens 100.</translation>
    </message>
    <message>
        <source>Change the requests a point</source>
        <translation>Anfragen je Punkt ändern</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Mehr Einstellungen</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>Poisson</source>
        <translation>Poisson</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>gleichmäßig</translation>
    </message>
    <message>
        <source>bursts</source>
        <translation>stoßweise</translation>
    </message>
    <message>
        <source>How requests follow each other at a rate: at random, evenly, or several at once</source>
        <translation>Wie Anfragen bei einer Rate aufeinander folgen: zufällig, gleichmäßig oder mehrere zugleich</translation>
    </message>
    <message>
        <source>Requests a burst</source>
        <translation>Anfragen je Stoß</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Prompts</translation>
    </message>
    <message>
        <source>fresh</source>
        <translation>frisch</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>Fresh: no two prompts begin alike. Fixed: the same word again and again, which a prefix cache answers.</source>
        <translation>Frisch: Keine zwei Prompts beginnen gleich. Fest: immer wieder dasselbe Wort, das ein Präfix-Cache beantwortet.</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>completions</source>
        <translation>completions</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>chat</translation>
    </message>
    <message>
        <source>Warm-up requests a point</source>
        <translation>Aufwärm-Anfragen je Punkt</translation>
    </message>
    <message>
        <source>Sent before each point and not counted</source>
        <translation>Vor jedem Punkt gesendet und nicht gezählt</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed gives the same send times and the same prompts.</source>
        <translation>Derselbe Startwert ergibt dieselben Sendezeiten und dieselben Prompts.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Stream the answers</source>
        <translation>Antworten streamen</translation>
    </message>
    <message>
        <source>Without streaming, TTFT equals E2E and there is no TPOT.</source>
        <translation>Ohne Streaming ist TTFT gleich E2E, und es gibt keine TPOT.</translation>
    </message>
    <message>
        <source>Force the output length</source>
        <translation>Ausgabelänge erzwingen</translation>
    </message>
    <message>
        <source>By ignore_eos and min_tokens of vLLM; without it answers end where the model ends them.</source>
        <translation>Mit ignore_eos und min_tokens von vLLM; ohne das enden Antworten, wo das Modell sie beendet.</translation>
    </message>
    <message>
        <source>Warm-up requests</source>
        <translation>Aufwärm-Anfragen</translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation>Weniger Einstellungen</translation>
    </message>
    <message>
        <source>Change the arrivals</source>
        <translation>Ankünfte ändern</translation>
    </message>
    <message>
        <source>Change the bursts</source>
        <translation>Stöße ändern</translation>
    </message>
    <message>
        <source>Change the prompts</source>
        <translation>Prompts ändern</translation>
    </message>
    <message>
        <source>Change the API</source>
        <translation>API ändern</translation>
    </message>
    <message>
        <source>Change the warm-up</source>
        <translation>Aufwärmen ändern</translation>
    </message>
    <message>
        <source>Change the seed</source>
        <translation>Startwert ändern</translation>
    </message>
    <message>
        <source>Change the temperature</source>
        <translation>Temperatur ändern</translation>
    </message>
    <message>
        <source>Do not stream the answers</source>
        <translation>Antworten nicht streamen</translation>
    </message>
    <message>
        <source>Do not force the output length</source>
        <translation>Ausgabelänge nicht erzwingen</translation>
    </message>
    <message>
        <source>What is typed is not a number that can be used here.</source>
        <translation>Was eingetippt ist, ist keine hier brauchbare Zahl.</translation>
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
    <name>headroom::ui::PointsModel</name>
    <message>
        <source>no request was answered</source>
        <translation>keine Anfrage wurde beantwortet</translation>
    </message>
    <message>
        <source>client-limited</source>
        <translation>vom Client begrenzt</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>%1 more input tokens than asked</source>
        <translation>%1 mehr Eingabe-Tokens als verlangt</translation>
    </message>
    <message>
        <source>%1 fewer input tokens than asked</source>
        <translation>%1 weniger Eingabe-Tokens als verlangt</translation>
    </message>
    <message>
        <source>%1 more output tokens than asked</source>
        <translation>%1 mehr Ausgabe-Tokens als verlangt</translation>
    </message>
    <message>
        <source>%1 fewer output tokens than asked</source>
        <translation>%1 weniger Ausgabe-Tokens als verlangt</translation>
    </message>
    <message>
        <source>tokens estimated</source>
        <translation>Tokens geschätzt</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
</context>
<context>
    <name>headroom::ui::PricesPanel</name>
    <message>
        <source>Target utilisation</source>
        <translation>Zielauslastung</translation>
    </message>
    <message>
        <source>utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>How full a GPU may be planned: the rest is room for what no average tells.</source>
        <translation>Wie voll eine GPU geplant werden darf: Der Rest ist Platz für das, was kein Durchschnitt sagt.</translation>
    </message>
    <message>
        <source>Burst factor</source>
        <translation>Spitzenfaktor</translation>
    </message>
    <message>
        <source>The peak over the rate of the traffic: the plan carries this many times the rate.</source>
        <translation>Die Spitze über der Rate der Last: Der Plan trägt so viel Mal die Rate.</translation>
    </message>
    <message>
        <source>The mix still carries everything when any one of its GPUs is gone.</source>
        <translation>Die Mischung trägt noch alles, wenn irgendeine ihrer GPUs ausfällt.</translation>
    </message>
    <message>
        <source>Target use</source>
        <translation>Zielauslastung</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>Price of %1 per hour</source>
        <translation>Preis von %1 je Stunde</translation>
    </message>
    <message>
        <source>Price of one %1 per hour, and how many of it may be had</source>
        <translation>Preis einer %1 je Stunde, und wie viele es davon geben darf</translation>
    </message>
    <message>
        <source>Least replicas of %1</source>
        <translation>Wenigste Replikas von %1</translation>
    </message>
    <message>
        <source>Most replicas of %1</source>
        <translation>Meiste Replikas von %1</translation>
    </message>
    <message>
        <source>Spare for the loss of one GPU</source>
        <translation>Reserve für den Ausfall einer GPU</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ProbeCard</name>
    <message>
        <source>Does it answer?</source>
        <translation>Antwortet es?</translation>
    </message>
    <message>
        <source>What it can do</source>
        <translation>Was es kann</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Test Again</source>
        <translation>Erneut testen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>%1 the selected target</source>
        <translation>%1 das gewählte Ziel</translation>
    </message>
    <message>
        <source>tested %1</source>
        <translation>getestet %1</translation>
    </message>
    <message>
        <source>Being tested…</source>
        <translation>Wird getestet…</translation>
    </message>
    <message>
        <source>It is asked for its models, for a short answer, and for each thing that helps a benchmark.</source>
        <translation>Es wird nach seinen Modellen gefragt, nach einer kurzen Antwort und nach allem, was einem Benchmark hilft.</translation>
    </message>
    <message>
        <source>It can be measured</source>
        <translation>Es kann gemessen werden</translation>
    </message>
    <message>
        <source>It cannot be measured as it stands</source>
        <translation>So kann es nicht gemessen werden</translation>
    </message>
    <message>
        <source>Choose the model: it is not known which one is meant.</source>
        <translation>Wählen Sie das Modell: Es ist nicht bekannt, welches gemeint ist.</translation>
    </message>
    <message>
        <source>Simulated here: it answers always</source>
        <translation>Hier simuliert: Es antwortet immer</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>Noch nicht versucht</translation>
    </message>
    <message>
        <source>Test asks it for its models, for a short answer, and for each thing that helps a benchmark. It changes nothing there.</source>
        <translation>„Testen“ fragt es nach seinen Modellen, nach einer kurzen Antwort und nach allem, was einem Benchmark hilft. Dort wird nichts geändert.</translation>
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
    <name>headroom::ui::PromisePanel</name>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>Tok/s</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Statistic of %1</source>
        <translation>Statistik von %1</translation>
    </message>
    <message>
        <source>%1 SLOs, %2 on</source>
        <translation>%1 SLOs, %2 an</translation>
    </message>
    <message>
        <source>Bound of %1</source>
        <translation>Grenze von %1</translation>
    </message>
    <message>
        <source>Promise %1</source>
        <translation>%1 versprechen</translation>
    </message>
    <message>
        <source>Whether %1 is promised</source>
        <translation>Ob %1 versprochen ist</translation>
    </message>
    <message>
        <source>Click to choose what of %1 is bound.</source>
        <translation>Klicken Sie, um zu wählen, was von %1 begrenzt ist.</translation>
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
    <name>headroom::ui::RateGrid</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>, %1 by %2</source>
        <translation>, %1 mal %2</translation>
    </message>
    <message>
        <source>, some of it beyond the grid</source>
        <translation>, ein Teil davon jenseits des Rasters</translation>
    </message>
    <message>
        <source>Traffic on a grid, without data.</source>
        <translation>Last auf einem Raster, ohne Daten.</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n cell(s).</source>
        <translation>
            <numerusform>%1 in %n Zelle.</numerusform>
            <numerusform>%1 in %n Zellen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Return paints the cell under the cursor, Delete clears it.</source>
        <translation>Die Eingabetaste malt die Zelle unter dem Zeiger, Entf leert sie.</translation>
    </message>
    <message>
        <source>no grid yet</source>
        <translation>noch kein Raster</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
</context>
<context>
    <name>headroom::ui::RateTableModel</name>
    <message>
        <source>%1 in</source>
        <translation>%1 Ein</translation>
    </message>
    <message>
        <source>%1 out</source>
        <translation>%1 Aus</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ReachCard</name>
    <message>
        <source>How it is reached</source>
        <translation>Wie es erreicht wird</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>&amp;API key</source>
        <translation>&amp;API-Schlüssel</translation>
    </message>
    <message>
        <source>Change how %1 is reached</source>
        <translation>Ändern, wie %1 erreicht wird</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ReachForm</name>
    <message>
        <source>Reached by</source>
        <translation>Erreicht über</translation>
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
    <message>
        <source>the system&apos;s</source>
        <translation>die des Systems</translation>
    </message>
    <message>
        <source>Choose a file of certificates</source>
        <translation>Datei mit Zertifikaten wählen</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>Certi&amp;ficates</source>
        <translation>Zerti&amp;fikate</translation>
    </message>
    <message>
        <source>Certificates to Trust</source>
        <translation>Vertrauenswürdige Zertifikate</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>kubectl&apos;s current one</source>
        <translation>der aktuelle von kubectl</translation>
    </message>
    <message>
        <source>Na&amp;me : port</source>
        <translation>Na&amp;me : Port</translation>
    </message>
    <message>
        <source>Conte&amp;xt</source>
        <translation>Konte&amp;xt</translation>
    </message>
    <message>
        <source>Simulated &amp;GPU</source>
        <translation>Simulierte &amp;GPU</translation>
    </message>
    <message>
        <source>Simulated m&amp;odel</source>
        <translation>Simuliertes M&amp;odell</translation>
    </message>
    <message>
        <source>A server of this program&apos;s own, as fast as the model of that GPU says.</source>
        <translation>Ein eigener Server dieses Programms, so schnell, wie das Modell dieser GPU sagt.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::RecordedPoints</name>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::RunBar</name>
    <message>
        <source>Start…</source>
        <translation>Starten…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Share of the points that are measured</source>
        <translation>Anteil der gemessenen Punkte</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Goes on with the next point.</source>
        <translation>Macht mit dem nächsten Punkt weiter.</translation>
    </message>
    <message>
        <source>The point that is being measured is finished first.</source>
        <translation>Der Punkt, der gemessen wird, wird zuerst beendet.</translation>
    </message>
    <message>
        <source>At once: finished points are kept, the point in flight is given up.</source>
        <translation>Sofort: Fertige Punkte bleiben erhalten, der laufende wird aufgegeben.</translation>
    </message>
    <message>
        <source>%1 of %2 points are kept</source>
        <translation>%1 von %2 Punkten sind erhalten</translation>
    </message>
    <message>
        <source>%1 is measured</source>
        <translation>%1 ist gemessen</translation>
    </message>
    <message>
        <source>%1 · took %2</source>
        <translation>%1 · dauerte %2</translation>
    </message>
    <message>
        <source>%1 was stopped</source>
        <translation>%1 wurde angehalten</translation>
    </message>
    <message>
        <source>%1 · Start goes on from there</source>
        <translation>%1 · „Starten“ macht von dort weiter</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>Nothing can be measured yet</source>
        <translation>Noch kann nichts gemessen werden</translation>
    </message>
    <message>
        <source>1 target to measure</source>
        <translation>1 Ziel zu messen</translation>
    </message>
    <message numerus="yes">
        <source>%n targets to measure</source>
        <translation>
            <numerusform>%n Ziel zu messen</numerusform>
            <numerusform>%n Ziele zu messen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 points each · about %2</source>
        <translation>je %1 Punkte · etwa %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>point %1 of %2</source>
        <translation>Punkt %1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2 requests</source>
        <translation>%1 von %2 Anfragen</translation>
    </message>
    <message>
        <source>%1 of %2 points</source>
        <translation>%1 von %2 Punkten</translation>
    </message>
    <message>
        <source>and 1 more target</source>
        <translation>und 1 weiteres Ziel</translation>
    </message>
    <message numerus="yes">
        <source>and %n more targets</source>
        <translation>
            <numerusform>und %n weiteres Ziel</numerusform>
            <numerusform>und %n weitere Ziele</numerusform>
        </translation>
    </message>
    <message>
        <source>elapsed %1</source>
        <translation>vergangen %1</translation>
    </message>
    <message>
        <source>remaining %1</source>
        <translation>verbleibend %1</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ScenarioModel</name>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>Tok/s</translation>
    </message>
    <message>
        <source>no %1</source>
        <translation>kein %1</translation>
    </message>
    <message>
        <source>use %1</source>
        <translation>Auslastung %1</translation>
    </message>
    <message>
        <source>burst %1 ×</source>
        <translation>Spitze %1 ×</translation>
    </message>
    <message>
        <source>a spare</source>
        <translation>eine Reserve</translation>
    </message>
    <message>
        <source>no spare</source>
        <translation>keine Reserve</translation>
    </message>
    <message>
        <source>the traffic&apos;s own rate</source>
        <translation>die eigene Rate der Last</translation>
    </message>
    <message>
        <source>nearest cells</source>
        <translation>nächste Zellen</translation>
    </message>
    <message>
        <source>larger cells</source>
        <translation>größere Zellen</translation>
    </message>
    <message>
        <source>other traffic</source>
        <translation>andere Last</translation>
    </message>
    <message>
        <source>as now</source>
        <translation>wie jetzt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Per hour</source>
        <translation>Je Stunde</translation>
    </message>
    <message>
        <source>Differs from now</source>
        <translation>Anders als jetzt</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ScenariosPanel</name>
    <message>
        <source>Keep what is weighed now under a name, to compare it later and to come back to it.</source>
        <translation>Behalten Sie unter einem Namen, was jetzt abgewogen wird, um es später zu vergleichen und dorthin zurückzukehren.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Name of a scenario</source>
        <translation>Name eines Szenarios</translation>
    </message>
    <message>
        <source>Name of a new scenario</source>
        <translation>Name eines neuen Szenarios</translation>
    </message>
    <message>
        <source>Keeps the promise, prices, limits and traffic of now under this name</source>
        <translation>Behält Versprechen, Preise, Grenzen und Last von jetzt unter diesem Namen</translation>
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
        <translation>keiner</translation>
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
    <name>headroom::ui::ShapeMap</name>
    <message>
        <source>%1 in × %2 out</source>
        <translation>%1 Ein × %2 Aus</translation>
    </message>
    <message>
        <source>about %1: no request</source>
        <translation>etwa %1: keine Anfrage</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>about %1: %2, in no cluster</source>
        <translation>etwa %1: %2, in keiner Häufung</translation>
    </message>
    <message>
        <source>about %1: %2, cluster %3</source>
        <translation>etwa %1: %2, Häufung %3</translation>
    </message>
    <message>
        <source>Request shapes, none seen yet.</source>
        <translation>Anfrageformen, noch keine gesehen.</translation>
    </message>
    <message numerus="yes">
        <source>%n request shape(s).</source>
        <translation>
            <numerusform>%n Anfrageform.</numerusform>
            <numerusform>%n Anfrageformen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cluster %1: %2 around %3 in × %4 out.</source>
        <translation>Häufung %1: %2 um %3 Ein × %4 Aus.</translation>
    </message>
    <message>
        <source>no request seen yet</source>
        <translation>noch keine Anfrage gesehen</translation>
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
        <source>req/s per shape</source>
        <translation>Anfr./s je Form</translation>
    </message>
    <message>
        <source>in a cluster</source>
        <translation>in einer Häufung</translation>
    </message>
    <message>
        <source>in none</source>
        <translation>in keiner</translation>
    </message>
    <message>
        <source>%1; larger = more req/s</source>
        <translation>%1; größer = mehr Anfr./s</translation>
    </message>
</context>
<context>
    <name>headroom::ui::ShapesCard</name>
    <message>
        <source>Request shapes</source>
        <translation>Anfrageformen</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Pick a table among the workspace&apos;s traffic, or add one</source>
        <translation>Wählen Sie eine Tabelle aus der Last des Arbeitsbereichs, oder fügen Sie eine hinzu</translation>
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
    <name>headroom::ui::SimulatedSource</name>
    <message>
        <source>&amp;GPU</source>
        <translation>&amp;GPU</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>A server of this program&apos;s own, as fast as our model of the GPU says. It shows what to expect and how Headroom works; it is marked as simulated wherever it is shown.</source>
        <translation>Ein eigener Server dieses Programms, so schnell, wie unser Modell der GPU sagt. Er zeigt, was zu erwarten ist und wie Headroom arbeitet; er ist überall als simuliert gekennzeichnet.</translation>
    </message>
    <message>
        <source>It fits: %1 GB of weights in %2 GB, and room for %3 tokens beside them</source>
        <translation>Es passt: %1 GB Gewichte in %2 GB, und daneben Platz für %3 Tokens</translation>
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
    <name>headroom::ui::StartDialog</name>
    <message>
        <source>Start the Benchmark</source>
        <translation>Benchmark starten</translation>
    </message>
    <message>
        <source>Looking at the benchmark files…</source>
        <translation>Benchmark-Dateien werden angesehen…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Targets are measured at the same time. Finished points are kept at any time: a start goes on where the file ends.</source>
        <translation>Ziele werden gleichzeitig gemessen. Fertige Punkte bleiben jederzeit erhalten: Ein Start macht weiter, wo die Datei endet.</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Expected time</source>
        <translation>Erwartete Dauer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Use a New File</source>
        <translation>Neue Datei verwenden</translation>
    </message>
    <message>
        <source>Use a new file for %1</source>
        <translation>Neue Datei für %1 verwenden</translation>
    </message>
    <message>
        <source>everything is measured already, in %1</source>
        <translation>alles ist schon gemessen, in %1</translation>
    </message>
    <message>
        <source>goes on in %1</source>
        <translation>macht weiter in %1</translation>
    </message>
    <message>
        <source>into %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>There is nothing to start.</source>
        <translation>Es gibt nichts zu starten.</translation>
    </message>
    <message>
        <source>1 target: %1 points with %2 requests, about %3.</source>
        <translation>1 Ziel: %1 Punkte mit %2 Anfragen, etwa %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n targets: %1 points with %2 requests, about %3.</source>
        <translation>
            <numerusform>%n Ziel: %1 Punkte mit %2 Anfragen, etwa %3.</numerusform>
            <numerusform>%n Ziele: %1 Punkte mit %2 Anfragen, etwa %3.</numerusform>
        </translation>
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
    <name>headroom::ui::TableEditor</name>
    <message>
        <source>Paint</source>
        <translation>Malen</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tippen</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>Drag over cells to set them; the right button clears.</source>
        <translation>Ziehen Sie über Zellen, um sie zu setzen; die rechte Taste leert.</translation>
    </message>
    <message>
        <source>Table of rates, to paint</source>
        <translation>Ratentabelle zum Malen</translation>
    </message>
    <message>
        <source>Table of rates, to type into: requests a second</source>
        <translation>Ratentabelle zum Eintippen: Anfragen je Sekunde</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TargetCard</name>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Pause this target</source>
        <translation>Dieses Ziel pausieren</translation>
    </message>
    <message>
        <source>Stop this target</source>
        <translation>Dieses Ziel anhalten</translation>
    </message>
    <message>
        <source>Benchmark of %1</source>
        <translation>Benchmark von %1</translation>
    </message>
    <message>
        <source>Whether Start measures this target</source>
        <translation>Ob „Starten“ dieses Ziel misst</translation>
    </message>
    <message>
        <source>Measure %1</source>
        <translation>%1 messen</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Resume this target</source>
        <translation>Dieses Ziel fortsetzen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>its file cannot be read</source>
        <translation>seine Datei kann nicht gelesen werden</translation>
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
        <source>begun</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TargetForm</name>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>the only one it serves</source>
        <translation>das einzige, das es anbietet</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>the context&apos;s own</source>
        <translation>der des Kontexts</translation>
    </message>
    <message>
        <source>made by its first benchmark</source>
        <translation>entsteht beim ersten Benchmark</translation>
    </message>
    <message>
        <source>Choose a benchmark file</source>
        <translation>Benchmark-Datei wählen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>G&amp;PU type</source>
        <translation>G&amp;PU-Typ</translation>
    </message>
    <message>
        <source>&amp;Cost per hour</source>
        <translation>&amp;Kosten je Stunde</translation>
    </message>
    <message>
        <source>&amp;Deployment</source>
        <translation>&amp;Deployment</translation>
    </message>
    <message>
        <source>Name&amp;space</source>
        <translation>Name&amp;space</translation>
    </message>
    <message>
        <source>&amp;Benchmark file</source>
        <translation>&amp;Benchmark-Datei</translation>
    </message>
    <message>
        <source>Its name in the cluster: the profile is stored under it.</source>
        <translation>Sein Name im Cluster: Unter ihm wird das Profil abgelegt.</translation>
    </message>
    <message>
        <source>Set the model of %1</source>
        <translation>Modell von %1 festlegen</translation>
    </message>
    <message>
        <source>Set the deployment of %1</source>
        <translation>Deployment von %1 festlegen</translation>
    </message>
    <message>
        <source>Set the namespace of %1</source>
        <translation>Namespace von %1 festlegen</translation>
    </message>
    <message>
        <source>Set the benchmark file of %1</source>
        <translation>Benchmark-Datei von %1 festlegen</translation>
    </message>
    <message>
        <source>Benchmark File</source>
        <translation>Benchmark-Datei</translation>
    </message>
    <message>
        <source>Benchmark files (*.jsonl *.json);;All files (*)</source>
        <translation>Benchmark-Dateien (*.jsonl *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>What-if: %1</source>
        <translation>Abwägen: %1</translation>
    </message>
    <message>
        <source>list price %1</source>
        <translation>Listenpreis %1</translation>
    </message>
    <message>
        <source>list price</source>
        <translation>Listenpreis</translation>
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
    <message>
        <source>no way to reach it yet</source>
        <translation>noch kein Weg dorthin</translation>
    </message>
    <message>
        <source>its file only</source>
        <translation>nur seine Datei</translation>
    </message>
    <message>
        <source>reached, not tested</source>
        <translation>erreicht, nicht getestet</translation>
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
        <translation>„Abwägen“ rechnet mit %1.</translation>
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
    <name>headroom::ui::TargetsPage</name>
    <message>
        <source>&amp;Add Target…</source>
        <translation>Ziel &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+A</source>
        <translation>Ctrl+Shift+A</translation>
    </message>
    <message>
        <source>&amp;Duplicate Target</source>
        <translation>Ziel ver&amp;doppeln</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>&amp;Remove Target</source>
        <translation>Ziel &amp;entfernen</translation>
    </message>
    <message>
        <source>Ctrl+Backspace</source>
        <translation>Ctrl+Backspace</translation>
    </message>
    <message>
        <source>Move &amp;Up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation>Alt+Up</translation>
    </message>
    <message>
        <source>Move Do&amp;wn</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Down</translation>
    </message>
    <message>
        <source>&amp;Test Target</source>
        <translation>Ziel &amp;testen</translation>
    </message>
    <message>
        <source>F5</source>
        <translation>F5</translation>
    </message>
    <message>
        <source>Test A&amp;ll Targets</source>
        <translation>&amp;Alle Ziele testen</translation>
    </message>
    <message>
        <source>Shift+F5</source>
        <translation>Shift+F5</translation>
    </message>
    <message>
        <source>Which deployments do you want to compare?</source>
        <translation>Welche Deployments möchten Sie vergleichen?</translation>
    </message>
    <message>
        <source>A target is a model on a GPU type that answers somewhere: at a URL, in a pod or a service of a cluster, or simulated here. Benchmark files can be dropped here, too.</source>
        <translation>Ein Ziel ist ein Modell auf einem GPU-Typ, das irgendwo antwortet: unter einer URL, in einem Pod oder Service eines Clusters oder hier simuliert. Auch Benchmark-Dateien können hier abgelegt werden.</translation>
    </message>
    <message>
        <source>Add Target…</source>
        <translation>Ziel hinzufügen…</translation>
    </message>
    <message>
        <source>Open Sample Workspace</source>
        <translation>Beispiel-Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Targets that answer</source>
        <translation>Ziele, die antworten</translation>
    </message>
    <message>
        <source>GPU types</source>
        <translation>GPU-Typen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The selected target</source>
        <translation>Das gewählte Ziel</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n Modell</numerusform>
            <numerusform>%n Modelle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not tried yet</source>
        <translation>
            <numerusform>%n noch nicht versucht</numerusform>
            <numerusform>%n noch nicht versucht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n by its file only</source>
        <translation>
            <numerusform>%n nur als Datei</numerusform>
            <numerusform>%n nur als Datei</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::TargetsTable</name>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
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
    <message>
        <source>%1: %2, the second costs %3 more</source>
        <translation>%1: %2, die zweite kostet %3 mehr</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TimelineCard</name>
    <message>
        <source>seconds before the end of the window</source>
        <translation>Sekunden vor dem Ende des Fensters</translation>
    </message>
    <message>
        <source>seconds from the start</source>
        <translation>Sekunden ab Beginn</translation>
    </message>
    <message>
        <source>minutes before the end of the window</source>
        <translation>Minuten vor dem Ende des Fensters</translation>
    </message>
    <message>
        <source>minutes from the start</source>
        <translation>Minuten ab Beginn</translation>
    </message>
    <message>
        <source>hours before the end of the window</source>
        <translation>Stunden vor dem Ende des Fensters</translation>
    </message>
    <message>
        <source>hours from the start</source>
        <translation>Stunden ab Beginn</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message>
        <source>Requests per second</source>
        <translation>Anfragen je Sekunde</translation>
    </message>
    <message>
        <source>Requests that wait</source>
        <translation>Wartende Anfragen</translation>
    </message>
    <message>
        <source>requests/s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>Spitze %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
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
    <name>headroom::ui::TrafficClustersModel</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Its requests, over the time that is looked at</source>
        <translation>Ihre Anfragen, über die betrachtete Zeit</translation>
    </message>
    <message>
        <source>Of all requests</source>
        <translation>Von allen Anfragen</translation>
    </message>
    <message>
        <source>Input tokens of its centre, which is the mean of its requests in log2</source>
        <translation>Eingabe-Tokens ihrer Mitte, des Mittels ihrer Anfragen in log2</translation>
    </message>
    <message>
        <source>Output tokens of its centre, which is the mean of its requests in log2</source>
        <translation>Ausgabe-Tokens ihrer Mitte, des Mittels ihrer Anfragen in log2</translation>
    </message>
    <message>
        <source>The cell of the grid that the cluster&apos;s optimizer counts it in: the nearest in log2</source>
        <translation>Die Zelle des Rasters, in der der Optimizer des Clusters sie zählt: die nächste in log2</translation>
    </message>
    <message>
        <source>in × out</source>
        <translation>Ein × Aus</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TrafficData</name>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>Laying the traffic over each other</source>
        <translation>Last wird übereinandergelegt</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TrafficInspector</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>What is added here, together, is the traffic that What-if plans for.</source>
        <translation>Was hier hinzugefügt wird, ist zusammen die Last, für die „Abwägen“ plant.</translation>
    </message>
    <message>
        <source>The workspace&apos;s traffic</source>
        <translation>Last des Arbeitsbereichs</translation>
    </message>
    <message>
        <source>Parts of the workspace&apos;s traffic</source>
        <translation>Teile der Last des Arbeitsbereichs</translation>
    </message>
    <message>
        <source>Add traffic</source>
        <translation>Last hinzufügen</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>ihre eigene</translation>
    </message>
    <message>
        <source>Requests a second in all, instead of the source&apos;s own. A list without times needs it.</source>
        <translation>Anfragen je Sekunde insgesamt, statt der eigenen der Quelle. Eine Liste ohne Zeiten braucht das.</translation>
    </message>
    <message>
        <source>Every rate times this: 2 is twice the traffic.</source>
        <translation>Jede Rate mal diesem Wert: 2 ist die doppelte Last.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Moves its time line before it is laid over the others: 2 h, −30 min.</source>
        <translation>Verschiebt ihren Zeitverlauf, bevor sie über die anderen gelegt wird: 2 h, −30 min.</translation>
    </message>
    <message>
        <source>How far back the gateway&apos;s traces are read. The cluster&apos;s optimizer looks back 240 s; the gateway keeps them for 10 min.</source>
        <translation>Wie weit zurück die Aufzeichnungen des Gateways gelesen werden. Der Optimizer des Clusters blickt 240 s zurück; das Gateway behält sie 10 min.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Mal</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Verschiebung</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Count part of the traffic</source>
        <translation>Teil der Last mitzählen</translation>
    </message>
    <message>
        <source>Leave out part of the traffic</source>
        <translation>Teil der Last auslassen</translation>
    </message>
    <message>
        <source>Remove part of the traffic</source>
        <translation>Teil der Last entfernen</translation>
    </message>
    <message>
        <source>Set the rate of traffic</source>
        <translation>Rate der Last festlegen</translation>
    </message>
    <message>
        <source>Take the traffic&apos;s own rate</source>
        <translation>Eigene Rate der Last nehmen</translation>
    </message>
    <message>
        <source>Scale traffic</source>
        <translation>Last skalieren</translation>
    </message>
    <message>
        <source>Shift traffic in time</source>
        <translation>Last zeitlich verschieben</translation>
    </message>
    <message>
        <source>Set the window of traffic</source>
        <translation>Fenster der Last festlegen</translation>
    </message>
    <message>
        <source>It tells no times: set how many requests a second there are.</source>
        <translation>Sie nennt keine Zeiten: Legen Sie fest, wie viele Anfragen je Sekunde es sind.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TrafficOutsideModel</name>
    <message>
        <source>%1 out × %2 in</source>
        <translation>%1 Aus × %2 Ein</translation>
    </message>
    <message>
        <source>Longer than the longest cell: its capacity promises too much for them. Measure longer lengths to plan for them.</source>
        <translation>Länger als die längste Zelle: Deren Kapazität verspricht für sie zu viel. Messen Sie größere Längen, um für sie zu planen.</translation>
    </message>
    <message>
        <source>Shorter than the shortest cell: they count as if they were as long.</source>
        <translation>Kürzer als die kürzeste Zelle: Sie zählen, als wären sie so lang.</translation>
    </message>
    <message>
        <source>⚠ longer</source>
        <translation>⚠ länger</translation>
    </message>
    <message>
        <source>shorter</source>
        <translation>kürzer</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>Than the grid</source>
        <translation>Als das Raster</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>Bis zu</translation>
    </message>
    <message>
        <source>Counted in</source>
        <translation>Gezählt in</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TrafficPage</name>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>Looking at the traffic</source>
        <translation>Last wird angesehen</translation>
    </message>
    <message>
        <source>Requests/s now</source>
        <translation>Anfragen/s jetzt</translation>
    </message>
    <message>
        <source>Requests/s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>nicht gesagt</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>No traffic yet</source>
        <translation>Noch keine Last</translation>
    </message>
    <message>
        <source>Open a trace or a data set, watch what a gateway writes into Redis, or paint a table. What-if plans for it.</source>
        <translation>Öffnen Sie eine Aufzeichnung oder einen Datensatz, sehen Sie zu, was ein Gateway in Redis schreibt, oder malen Sie eine Tabelle. „Abwägen“ plant dafür.</translation>
    </message>
    <message>
        <source>It tells no times, so what is shown are shares of 1 request/s</source>
        <translation>Sie nennt keine Zeiten, gezeigt werden also Anteile an 1 Anfrage/s</translation>
    </message>
    <message>
        <source>Use it as traffic and set its rate.</source>
        <translation>Verwenden Sie sie als Last, und legen Sie ihre Rate fest.</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>Und %n weitere.</numerusform>
            <numerusform>Und %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only looked at: nothing plans for it yet</source>
        <translation>Nur angesehen: Noch plant nichts dafür</translation>
    </message>
    <message>
        <source>Shown is what was read at %1: %2</source>
        <translation>Gezeigt wird, was um %1 gelesen wurde: %2</translation>
    </message>
    <message>
        <source>It is tried again all along; %1</source>
        <translation>Es wird laufend erneut versucht; %1</translation>
    </message>
    <message>
        <source>Live: read at %1, the last %2 of requests</source>
        <translation>Live: gelesen um %1, die letzten %2 an Anfragen</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>The share of the requests that lie in clusters. The cluster&apos;s optimizer plans for nothing else.</source>
        <translation>Der Anteil der Anfragen, die in Häufungen liegen. Für anderes plant der Optimizer des Clusters nicht.</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Häufungen</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>The busiest interval of the time line, requests/s.</source>
        <translation>Das dichteste Intervall des Zeitverlaufs, Anfragen/s.</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Requests that were sent and not answered to the end when the gateway last wrote.</source>
        <translation>Anfragen, die gesendet und noch nicht zu Ende beantwortet waren, als das Gateway zuletzt schrieb.</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Requests that waited for a pod when the gateway last wrote.</source>
        <translation>Anfragen, die auf einen Pod warteten, als das Gateway zuletzt schrieb.</translation>
    </message>
    <message>
        <source>Add to the Traffic</source>
        <translation>Zur Last hinzufügen</translation>
    </message>
    <message>
        <source>Use as the Traffic</source>
        <translation>Als Last verwenden</translation>
    </message>
    <message>
        <source>What-if plans for it from then on.</source>
        <translation>„Abwägen“ plant von da an dafür.</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Open Trace or Data Set…</source>
        <translation>Aufzeichnung oder Datensatz öffnen…</translation>
    </message>
    <message>
        <source>Watch the Gateway</source>
        <translation>Gateway beobachten</translation>
    </message>
    <message>
        <source>Paint a Table</source>
        <translation>Tabelle malen</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Edit the table of traffic</source>
        <translation>Lasttabelle bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Open Trace or Data Set…</source>
        <translation>Aufzeichnung oder Datensatz ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Paint a Table</source>
        <translation>&amp;Tabelle malen</translation>
    </message>
    <message>
        <source>Look at the &amp;Gateway Now</source>
        <translation>Jetzt auf das &amp;Gateway sehen</translation>
    </message>
    <message>
        <source>Export Table of &amp;Rates…</source>
        <translation>&amp;Ratentabelle exportieren…</translation>
    </message>
    <message>
        <source>&amp;Export Shapes as Picture or CSV…</source>
        <translation>Formen als Bild oder CSV &amp;exportieren…</translation>
    </message>
    <message>
        <source>Copy &amp;Command Line</source>
        <translation>Befehls&amp;zeile kopieren</translation>
    </message>
    <message>
        <source>The workspace&apos;s traffic</source>
        <translation>Last des Arbeitsbereichs</translation>
    </message>
    <message>
        <source>Gateway %1</source>
        <translation>Gateway %1</translation>
    </message>
    <message>
        <source>Connect a Redis</source>
        <translation>Redis verbinden</translation>
    </message>
    <message>
        <source>Look Now</source>
        <translation>Jetzt nachsehen</translation>
    </message>
    <message>
        <source>&amp;File…</source>
        <translation>&amp;Datei…</translation>
    </message>
    <message>
        <source>&amp;Table to Paint</source>
        <translation>&amp;Tabelle zum Malen</translation>
    </message>
    <message>
        <source>Add a gateway&apos;s traffic</source>
        <translation>Last eines Gateways hinzufügen</translation>
    </message>
    <message>
        <source>Connect a &amp;Redis…</source>
        <translation>&amp;Redis verbinden…</translation>
    </message>
    <message>
        <source>Add traffic</source>
        <translation>Last hinzufügen</translation>
    </message>
    <message>
        <source>Use other traffic</source>
        <translation>Andere Last verwenden</translation>
    </message>
    <message>
        <source>Open Trace or Data Set</source>
        <translation>Aufzeichnung oder Datensatz öffnen</translation>
    </message>
    <message>
        <source>Traffic (*.csv *.tsv *.json *.jsonl *.txt);;All files (*)</source>
        <translation>Last (*.csv *.tsv *.json *.jsonl *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add a file of traffic</source>
        <translation>Lastdatei hinzufügen</translation>
    </message>
    <message>
        <source>Add a table of traffic</source>
        <translation>Lasttabelle hinzufügen</translation>
    </message>
    <message>
        <source>Export Table of Rates</source>
        <translation>Ratentabelle exportieren</translation>
    </message>
    <message>
        <source>The table of rates was written to %1</source>
        <translation>Die Ratentabelle wurde nach %1 geschrieben</translation>
    </message>
    <message>
        <source>Export Request Shapes</source>
        <translation>Anfrageformen exportieren</translation>
    </message>
    <message>
        <source>A painted table has no command line: export it as a table of rates first.</source>
        <translation>Eine gemalte Tabelle hat keine Befehlszeile: Exportieren Sie sie zuerst als Ratentabelle.</translation>
    </message>
    <message>
        <source>Exporting the table of rates</source>
        <translation>Tabelle der Raten wird exportiert</translation>
    </message>
    <message>
        <source>Planned for</source>
        <translation>Geplant für</translation>
    </message>
    <message>
        <source>Requests/s of the same shapes that What-if plans for. It is set there.</source>
        <translation>Anfragen/s derselben Formen, für die die Seite Abwägen plant. Eingestellt wird es dort.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TrafficPanel</name>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>gateway %1</source>
        <translation>Gateway %1</translation>
    </message>
    <message>
        <source>typed table</source>
        <translation>getippte Tabelle</translation>
    </message>
    <message>
        <source>made up: chats of about %1 in, %2 out</source>
        <translation>erdacht: Chats von etwa %1 Ein, %2 Aus</translation>
    </message>
    <message>
        <source>%1 parts</source>
        <translation>%1 Teile</translation>
    </message>
    <message>
        <source>Choose Traffic…</source>
        <translation>Last wählen…</translation>
    </message>
    <message>
        <source>Request rate</source>
        <translation>Anfragerate</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Shapes count in the next larger cell</source>
        <translation>Formen zählen in der nächstgrößeren Zelle</translation>
    </message>
    <message>
        <source>Shapes count in the nearest cell</source>
        <translation>Formen zählen in der nächsten Zelle</translation>
    </message>
    <message>
        <source>How shapes find their cell</source>
        <translation>Wie Formen ihre Zelle finden</translation>
    </message>
    <message>
        <source>The larger cell promises no more than was measured; the cluster&apos;s optimizer takes the nearest.</source>
        <translation>Die größere Zelle verspricht nicht mehr als gemessen; der Optimizer des Clusters nimmt die nächste.</translation>
    </message>
    <message>
        <source>%1 × what was recorded; take %2</source>
        <translation>%1 × das Aufgezeichnete; %2 nehmen</translation>
    </message>
    <message>
        <source>Reading the traffic…</source>
        <translation>Last wird gelesen…</translation>
    </message>
    <message>
        <source>The file tells no times, so the rate is yours to say.</source>
        <translation>Die Datei nennt keine Zeiten, also geben Sie die Rate vor.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::TrafficPartsModel</name>
    <message>
        <source>Gateway %1</source>
        <translation>Gateway %1</translation>
    </message>
    <message numerus="yes">
        <source>Table of %n cell(s)</source>
        <translation>
            <numerusform>Tabelle mit %n Zelle</numerusform>
            <numerusform>Tabelle mit %n Zellen</numerusform>
        </translation>
    </message>
    <message>
        <source>at %1 req/s</source>
        <translation>bei %1 Anfr./s</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
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
<context>
    <name>headroom::ui::TunnelPanel</name>
    <message>
        <source>Try Now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measures again what the way through kubectl adds to a request.</source>
        <translation>Misst erneut, was der Weg durch kubectl einer Anfrage hinzufügt.</translation>
    </message>
    <message>
        <source>Port-forward</source>
        <translation>Port-Forward</translation>
    </message>
    <message>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>adds</source>
        <translation>fügt hinzu</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Log of the port-forward</source>
        <translation>Protokoll des Port-Forwards</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Start Again</source>
        <translation>Erneut starten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Not started. A test and a benchmark start it by themselves.</source>
        <translation>Nicht gestartet. Test und Benchmark starten ihn von selbst.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>It forwards, but nothing answers</source>
        <translation>Er leitet weiter, aber nichts antwortet</translation>
    </message>
    <message>
        <source>Reconnecting in %1 s</source>
        <translation>Neue Verbindung in %1 s</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>All requests share one connection through the cluster&apos;s API server, which distorts under load: for figures that count, run headroomctl inside the cluster.</source>
        <translation>Alle Anfragen teilen sich eine Verbindung durch den API-Server des Clusters, was unter Last verzerrt: Für Zahlen, auf die es ankommt, führen Sie headroomctl im Cluster aus.</translation>
    </message>
    <message>
        <source>%1 to each request</source>
        <translation>%1 je Anfrage</translation>
    </message>
    <message>
        <source>Measured as soon as something answers.</source>
        <translation>Wird gemessen, sobald etwas antwortet.</translation>
    </message>
</context>
<context>
    <name>headroom::ui::UrlSource</name>
    <message>
        <source>Ask for Its Models</source>
        <translation>Nach Modellen fragen</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>die des Systems</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>Certi&amp;ficates</source>
        <translation>Zerti&amp;fikate</translation>
    </message>
    <message>
        <source>Type the URL of the server.</source>
        <translation>Geben Sie die URL des Servers ein.</translation>
    </message>
    <message>
        <source>The URL of an OpenAI-compatible server, without /v1. Nothing is changed there.</source>
        <translation>Die URL eines OpenAI-kompatiblen Servers, ohne /v1. Dort wird nichts geändert.</translation>
    </message>
    <message>
        <source>asking…</source>
        <translation>wird gefragt…</translation>
    </message>
    <message>
        <source>It serves %1</source>
        <translation>Es bietet %1 an</translation>
    </message>
</context>
<context>
    <name>headroom::ui::WhatIf</name>
    <message>
        <source>Applying the SLOs</source>
        <translation>SLOs werden angewendet</translation>
    </message>
    <message>
        <source>Cheapest mix</source>
        <translation>Günstigste Mischung</translation>
    </message>
    <message>
        <source>The cluster&apos;s answer</source>
        <translation>Antwort des Clusters</translation>
    </message>
    <message>
        <source>Cost against load</source>
        <translation>Kosten über der Last</translation>
    </message>
    <message>
        <source>Cost against the SLO</source>
        <translation>Kosten über dem SLO</translation>
    </message>
    <message>
        <source>Cost over time</source>
        <translation>Kosten über der Zeit</translation>
    </message>
    <message>
        <source>Choice against prices</source>
        <translation>Wahl über den Preisen</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
</context>
<context>
    <name>headroom::ui::WhatIfEdits</name>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Move the %1 SLO</source>
        <translation>SLO %1 verschieben</translation>
    </message>
    <message>
        <source>Bind the %1</source>
        <translation>%1 begrenzen</translation>
    </message>
    <message>
        <source>Turn the %1 SLO On</source>
        <translation>SLO %1 einschalten</translation>
    </message>
    <message>
        <source>Turn the %1 SLO Off</source>
        <translation>SLO %1 ausschalten</translation>
    </message>
    <message>
        <source>Set the Price of %1</source>
        <translation>Preis von %1 festlegen</translation>
    </message>
    <message>
        <source>Limit the Replicas of %1</source>
        <translation>Replikas von %1 begrenzen</translation>
    </message>
    <message>
        <source>Set the Target Utilisation</source>
        <translation>Zielauslastung festlegen</translation>
    </message>
    <message>
        <source>Set the Burst Factor</source>
        <translation>Spitzenfaktor festlegen</translation>
    </message>
    <message>
        <source>Plan a Spare GPU</source>
        <translation>Reserve-GPU einplanen</translation>
    </message>
    <message>
        <source>Plan no Spare GPU</source>
        <translation>Keine Reserve-GPU einplanen</translation>
    </message>
    <message>
        <source>Set the Request Rate</source>
        <translation>Anfragerate festlegen</translation>
    </message>
    <message>
        <source>Take the Traffic&apos;s Own Rate</source>
        <translation>Eigene Rate der Last nehmen</translation>
    </message>
    <message>
        <source>Round Shapes to the Nearest Cell</source>
        <translation>Formen zur nächsten Zelle runden</translation>
    </message>
    <message>
        <source>Round Shapes Upward</source>
        <translation>Formen aufwärts runden</translation>
    </message>
    <message>
        <source>Choose the Traffic</source>
        <translation>Last wählen</translation>
    </message>
    <message>
        <source>Keep a Scenario</source>
        <translation>Szenario behalten</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Rename a Scenario</source>
        <translation>Szenario umbenennen</translation>
    </message>
    <message>
        <source>Restore “%1”</source>
        <translation>„%1“ wiederherstellen</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
</context>
<context>
    <name>headroom::ui::WhatIfInspector</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model that is planned</source>
        <translation>Geplantes Modell</translation>
    </message>
    <message>
        <source>One model is planned at a time.</source>
        <translation>Geplant wird jeweils ein Modell.</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>Versprechen</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Copy Command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>The headroomctl command lines that give the same answer, for a shell</source>
        <translation>Die Befehlszeilen von headroomctl, die dieselbe Antwort geben, für eine Shell</translation>
    </message>
    <message>
        <source>Review and Push…</source>
        <translation>Übertragen…</translation>
    </message>
    <message>
        <source>What these profiles would change in the cluster, on the Cluster page</source>
        <translation>Was diese Profile im Cluster ändern würden, auf der Seite Cluster</translation>
    </message>
    <message>
        <source>Price per hour, how many</source>
        <translation>Preis je Stunde, wie viele</translation>
    </message>
</context>
<context>
    <name>headroom::ui::WhatIfPage</name>
    <message>
        <source>Nothing measured yet</source>
        <translation>Noch nichts gemessen</translation>
    </message>
    <message>
        <source>Once a GPU type was benchmarked, this page says how many of which GPU keep your promise, what that costs, and how both change while you move it.</source>
        <translation>Sobald ein GPU-Typ gemessen wurde, sagt diese Seite, wie viele welcher GPU Ihr Versprechen halten, was das kostet, und wie sich beides ändert, während Sie es verschieben.</translation>
    </message>
    <message>
        <source>Go to Benchmark</source>
        <translation>Zum Benchmark</translation>
    </message>
    <message>
        <source>Open Sample Workspace</source>
        <translation>Beispiel-Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>What-if</source>
        <translation>Abwägen</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Cost per M tokens</source>
        <translation>Kosten je M Tokens</translation>
    </message>
    <message>
        <source>What each GPU can take under the promise</source>
        <translation>Was jede GPU unter dem Versprechen aufnehmen kann</translation>
    </message>
    <message>
        <source>&amp;Copy Command</source>
        <translation>Befehl &amp;kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Alt+C</source>
        <translation>Ctrl+Alt+C</translation>
    </message>
    <message>
        <source>&amp;Review and Push…</source>
        <translation>&amp;Prüfen und übertragen…</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Ctrl+Return</translation>
    </message>
    <message>
        <source>&amp;Export Answers as JSON…</source>
        <translation>Antworten als JSON &amp;exportieren…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation>Ctrl+Shift+E</translation>
    </message>
    <message>
        <source>&amp;Keep as Scenario</source>
        <translation>Als &amp;Szenario behalten</translation>
    </message>
    <message>
        <source>Choose &amp;Traffic…</source>
        <translation>&amp;Last wählen…</translation>
    </message>
    <message>
        <source>Choose Traffic</source>
        <translation>Last wählen</translation>
    </message>
    <message>
        <source>Traces and data sets (*.csv *.jsonl *.json);;All files (*)</source>
        <translation>Aufzeichnungen und Datensätze (*.csv *.jsonl *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Export Answers</source>
        <translation>Antworten exportieren</translation>
    </message>
    <message>
        <source>Exporting the answers</source>
        <translation>Antworten werden exportiert</translation>
    </message>
    <message>
        <source>All answers were written to %1</source>
        <translation>Alle Antworten wurden nach %1 geschrieben</translation>
    </message>
</context>
</TS>
