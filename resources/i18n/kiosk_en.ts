<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>Promise</name>
    <message numerus="yes">
        <source>We answer within %n working day(s).</source>
        <translation>
            <numerusform>We answer within %n working day.</numerusform>
            <numerusform>We answer within %n working days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptPart</name>
    <message numerus="yes">
        <source>We will contact you within %n working day(s).</source>
        <translation>
            <numerusform>We will contact you within %n working day.</numerusform>
            <numerusform>We will contact you within %n working days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StaffPad</name>
    <message numerus="yes">
        <source>Wrong PIN. %n more try(s) before a pause.</source>
        <translation>
            <numerusform>Wrong PIN. %n more try before a pause.</numerusform>
            <numerusform>Wrong PIN. %n more tries before a pause.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeouts</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WordsEntry</name>
    <message numerus="yes">
        <source>%n letter(s) left</source>
        <translation>
            <numerusform>%n letter left</numerusform>
            <numerusform>%n letters left</numerusform>
        </translation>
    </message>
</context>
</TS>
