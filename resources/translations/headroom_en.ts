<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>ClusterRows</name>
    <message numerus="yes">
        <source>%n cells lower</source>
        <translation>
            <numerusform>%n cell lower</numerusform>
            <numerusform>%n cells lower</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cells higher</source>
        <translation>
            <numerusform>%n cell higher</numerusform>
            <numerusform>%n cells higher</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n become zero</source>
        <translation>
            <numerusform>%n becomes zero</numerusform>
            <numerusform>%n become zero</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message numerus="yes">
        <source>Find out what %n of them can do before you measure.</source>
        <translation>
            <numerusform>Find out what %n of them can do before you measure.</numerusform>
            <numerusform>Find out what %n of them can do before you measure.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The connection was lost %n times and came back.</source>
        <translation>
            <numerusform>The connection was lost %n time and came back.</numerusform>
            <numerusform>The connection was lost %n times and came back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TargetEdits</name>
    <message numerus="yes">
        <source>Add %n targets</source>
        <translation>
            <numerusform>Add %n target</numerusform>
            <numerusform>Add %n targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::AddTargetDialog</name>
    <message numerus="yes">
        <source>Add %n Targets</source>
        <translation>
            <numerusform>Add %n Target</numerusform>
            <numerusform>Add %n Targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::AnswerBar</name>
    <message numerus="yes">
        <source>%n cell(s) it cannot serve → %1 GPUs</source>
        <translation>
            <numerusform>%n cell it cannot serve → %1 GPUs</numerusform>
            <numerusform>%n cells it cannot serve → %1 GPUs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::BenchmarkInspector</name>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::CellModel</name>
    <message numerus="yes">
        <source>%1, of %n answered request(s)</source>
        <translation>
            <numerusform>%1, of %n answered request</numerusform>
            <numerusform>%1, of %n answered requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::CheckCard</name>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::ClusterPage</name>
    <message numerus="yes">
        <source>%n targets serve another model and are not shown.</source>
        <translation>
            <numerusform>%n target serves another model and is not shown.</numerusform>
            <numerusform>%n targets serve another model and are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mend %n errors first, or push all the same from the menu Cluster.</source>
        <translation>
            <numerusform>Mend %n error first, or push all the same from the menu Cluster.</numerusform>
            <numerusform>Mend %n errors first, or push all the same from the menu Cluster.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A push would write %n profiles</source>
        <translation>
            <numerusform>A push would write %n profile</numerusform>
            <numerusform>A push would write %n profiles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them new</source>
        <translation>
            <numerusform>%n of them new</numerusform>
            <numerusform>%n of them new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with less capacity</source>
        <translation>
            <numerusform>%n with less capacity</numerusform>
            <numerusform>%n with less capacity</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1; %n errors to mend first</source>
        <translation>
            <numerusform>%1; %n error to mend first</numerusform>
            <numerusform>%1; %n errors to mend first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Write %n profiles to %1?</source>
        <translation>
            <numerusform>Write %n profile to %1?</numerusform>
            <numerusform>Write %n profiles to %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Push %n profiles to %1</source>
        <translation>
            <numerusform>Push %n profile to %1</numerusform>
            <numerusform>Push %n profiles to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n profiles</source>
        <translation>
            <numerusform>Export %n profile</numerusform>
            <numerusform>Export %n profiles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n profiles were written to %1</source>
        <translation>
            <numerusform>%n profile was written to %1</numerusform>
            <numerusform>%n profiles were written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::ClusterSource</name>
    <message numerus="yes">
        <source>all, %n more</source>
        <translation>
            <numerusform>all, %n more</numerusform>
            <numerusform>all, %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::ConnectionBar</name>
    <message numerus="yes">
        <source>%n profiles</source>
        <translation>
            <numerusform>%n profile</numerusform>
            <numerusform>%n profiles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::ConnectionDialog</name>
    <message numerus="yes">
        <source>Redis %1 answers, with %n profiles of this model</source>
        <translation>
            <numerusform>Redis %1 answers, with %n profile of this model</numerusform>
            <numerusform>Redis %1 answers, with %n profiles of this model</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n services with a Redis here</source>
        <translation>
            <numerusform>%n service with a Redis here</numerusform>
            <numerusform>%n services with a Redis here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::PushCard</name>
    <message numerus="yes">
        <source>%n written, 0 deleted</source>
        <translation>
            <numerusform>%n written, 0 deleted</numerusform>
            <numerusform>%n written, 0 deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Push %n Profiles</source>
        <translation>
            <numerusform>Push %n Profile</numerusform>
            <numerusform>Push %n Profiles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::RateGrid</name>
    <message numerus="yes">
        <source>%1 in %n cell(s).</source>
        <translation>
            <numerusform>%1 in %n cell.</numerusform>
            <numerusform>%1 in %n cells.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::RunBar</name>
    <message numerus="yes">
        <source>%n targets to measure</source>
        <translation>
            <numerusform>%n target to measure</numerusform>
            <numerusform>%n targets to measure</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more targets</source>
        <translation>
            <numerusform>and %n more target</numerusform>
            <numerusform>and %n more targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::ShapeMap</name>
    <message numerus="yes">
        <source>%n request shape(s).</source>
        <translation>
            <numerusform>%n request shape.</numerusform>
            <numerusform>%n request shapes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::StartDialog</name>
    <message numerus="yes">
        <source>%n targets: %1 points with %2 requests, about %3.</source>
        <translation>
            <numerusform>%n target: %1 points with %2 requests, about %3.</numerusform>
            <numerusform>%n targets: %1 points with %2 requests, about %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::TargetsPage</name>
    <message numerus="yes">
        <source>%n models</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not tried yet</source>
        <translation>
            <numerusform>%n not tried yet</numerusform>
            <numerusform>%n not tried yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n by its file only</source>
        <translation>
            <numerusform>%n by its file only</numerusform>
            <numerusform>%n by their files only</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::TaskSummary</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::TopLine</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::TrafficPage</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headroom::ui::TrafficPartsModel</name>
    <message numerus="yes">
        <source>Table of %n cell(s)</source>
        <translation>
            <numerusform>Table of %n cell</numerusform>
            <numerusform>Table of %n cells</numerusform>
        </translation>
    </message>
</context>
</TS>
