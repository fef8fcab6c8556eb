<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_US" sourcelanguage="en_US">
<context>
    <name>ArticleKind</name>
    <message>
        <source>Treatment</source>
        <translation>Tratamiento</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Condición</translation>
    </message>
    <message>
        <source>Your visit</source>
        <translation>Su visita</translation>
    </message>
    <message>
        <source>Living well</source>
        <translation>Vivir bien</translation>
    </message>
    <message>
        <source>Center news</source>
        <translation>Noticias del centro</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>Historia</translation>
    </message>
</context>
<context>
    <name>ArticlePage</name>
    <message>
        <source>{kind}  ·  {read} min read</source>
        <translation>{kind}  ·  {read} min de lectura</translation>
    </message>
    <message>
        <source>In short</source>
        <translation>En breve</translation>
    </message>
    <message>
        <source>This article is not yet in your language.</source>
        <translation>Este artículo aún no está en su idioma.</translation>
    </message>
    <message>
        <source>In this article</source>
        <translation>En este artículo</translation>
    </message>
    <message>
        <source>en</source>
        <comment>code of this language: en or es</comment>
        <translation>es</translation>
    </message>
    <message>
        <source>Ask for a call</source>
        <translation>Pedir una llamada</translation>
    </message>
    <message>
        <source>Read next</source>
        <translation>Siga leyendo</translation>
    </message>
</context>
<context>
    <name>ArticleRow</name>
    <message>
        <source>{kind}  ·  {minutes} min read</source>
        <translation>{kind}  ·  {minutes} min de lectura</translation>
    </message>
</context>
<context>
    <name>BandCard</name>
    <message>
        <source>Show this to staff</source>
        <translation>Mostrar al personal</translation>
    </message>
    <message>
        <source>Do this if {when}</source>
        <translation>Haga esto si {when}</translation>
    </message>
    <message>
        <source>Do this if:</source>
        <translation>Haga esto si:</translation>
    </message>
</context>
<context>
    <name>BeforePage</name>
    <message>
        <source>Before your infusion today: tell us first</source>
        <translation>Antes de su infusión de hoy: avísenos</translation>
    </message>
    <message>
        <source>Do you have a fever, feel ill, or has anything changed? Tell the desk before you sit down.</source>
        <translation>¿Tiene fiebre, se siente mal o algo cambió? Avise en la recepción antes de sentarse.</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Home</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
</context>
<context>
    <name>Curtains</name>
    <message>
        <source>Nothing was sent. Clear it?</source>
        <translation>No se envió nada. ¿Borrarlo?</translation>
    </message>
    <message>
        <source>Your answers will be gone from this screen.</source>
        <translation>Sus respuestas se borrarán de esta pantalla.</translation>
    </message>
    <message>
        <source>Keep my answers</source>
        <translation>Conservar mis respuestas</translation>
    </message>
    <message>
        <source>Clear my screen</source>
        <translation>Borrar mi pantalla</translation>
    </message>
    <message>
        <source>I am still here</source>
        <translation>Sigo aquí</translation>
    </message>
    <message>
        <source>I am someone else: start fresh</source>
        <translation>Soy otra persona: empezar de nuevo</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>Necesito más tiempo</translation>
    </message>
    <message>
        <source>Are you still here?</source>
        <translation>¿Sigue usted aquí?</translation>
    </message>
    <message>
        <source>This screen will be cleared for the next person.</source>
        <translation>Esta pantalla se borrará para la siguiente persona.</translation>
    </message>
</context>
<context>
    <name>DemoStrip</name>
    <message>
        <source>Demonstration, not a real center</source>
        <translation>Demostración, no es un centro real</translation>
    </message>
</context>
<context>
    <name>DisclaimerBox</name>
    <message>
        <source>In an emergency call out to staff now. At home call 911.</source>
        <translation>En una emergencia, pida ayuda al personal en voz alta ya. En casa, llame al&#xa0;911.</translation>
    </message>
    <message>
        <source>This is general information. It does not replace the advice of your care team. Questions? Ask your nurse or call {phone}.</source>
        <translation>Esta es información general. No reemplaza los consejos de su equipo médico. ¿Preguntas? Consulte en enfermería o llame al {phone}.</translation>
    </message>
</context>
<context>
    <name>FeelPage</name>
    <message>
        <source>How do you feel?</source>
        <translation>¿Cómo se siente?</translation>
    </message>
    <message>
        <source>Search in your own words</source>
        <translation>Busque con sus palabras</translation>
    </message>
    <message>
        <source>By feeling</source>
        <translation>Por síntoma</translation>
    </message>
    <message>
        <source>By treatment</source>
        <translation>Por tratamiento</translation>
    </message>
    <message>
        <source>Ask your nurse about this.</source>
        <translation>Pregunte sobre esto en enfermería.</translation>
    </message>
    <message>
        <source>Not on this list? If it is new, tell a nurse now.</source>
        <translation>¿No está en la lista? Si es algo nuevo, avise a enfermería ahora.</translation>
    </message>
</context>
<context>
    <name>FieldError</name>
    <message>
        <source>Please touch one of these.</source>
        <translation>Toque una de estas opciones.</translation>
    </message>
    <message>
        <source>Please touch the box to agree, or touch Clear to leave.</source>
        <translation>Toque la casilla para aceptar, o toque Borrar para salir.</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>Por favor, complete esta parte.</translation>
    </message>
    <message>
        <source>This is too long. Please use at most {limit} letters.</source>
        <translation>Es demasiado largo. Use {limit} letras como máximo.</translation>
    </message>
    <message>
        <source>This is too short. Please use at least {limit} letters.</source>
        <translation>Es demasiado corto. Use al menos {limit} letras.</translation>
    </message>
    <message>
        <source>A name has letters, spaces, hyphens and dots only.</source>
        <translation>Un nombre solo lleva letras, espacios, guiones y puntos.</translation>
    </message>
    <message>
        <source>Please enter 10 digits, area code first, like (555) 555-0100.</source>
        <translation>Escriba 10 dígitos, primero el código de área, como (555) 555-0100.</translation>
    </message>
    <message>
        <source>Please check the e-mail. It looks like name@example.com.</source>
        <translation>Revise el correo. Debe verse así: nombre@example.com.</translation>
    </message>
    <message>
        <source>Please check this answer.</source>
        <translation>Revise esta respuesta.</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>How to get help</source>
        <translation>Cómo pedir ayuda</translation>
    </message>
    <message>
        <source>Nobody has been called.</source>
        <translation>No se llamó a nadie.</translation>
    </message>
    <message>
        <source>Ask the front desk. They can do everything here with you.</source>
        <translation>Pregunte en la recepción. Allí pueden hacer todo esto con usted.</translation>
    </message>
    <message>
        <source>Feel ill or faint?</source>
        <translation>¿Se siente mal o siente desmayo?</translation>
    </message>
    <message>
        <source>Call out to staff now. Stay where you are.</source>
        <translation>Pida ayuda al personal en voz alta ya. Quédese donde está.</translation>
    </message>
    <message>
        <source>By phone: {phone}</source>
        <translation>Por teléfono: {phone}</translation>
    </message>
    <message>
        <source>When we are closed: {phone}</source>
        <translation>Fuera de horario: {phone}</translation>
    </message>
    <message>
        <source>This screen is {kiosk}.</source>
        <translation>Esta pantalla es {kiosk}.</translation>
    </message>
    <message>
        <source>For staff: {notice}</source>
        <translation>Para el personal: {notice}</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Something new or getting worse?</source>
        <translation>¿Siente algo nuevo o que empeora?</translation>
    </message>
    <message>
        <source>Tell the staff now. Touch here to show them.</source>
        <translation>Avise al personal ahora. Toque aquí y muéstrelo.</translation>
    </message>
    <message>
        <source>Learn about your treatment</source>
        <translation>Conozca su tratamiento</translation>
    </message>
    <message>
        <source>Short, clear articles to read</source>
        <translation>Artículos cortos y claros</translation>
    </message>
    <message>
        <source>How you feel and side effects</source>
        <translation>Síntomas y efectos secundarios</translation>
    </message>
    <message>
        <source>Before your infusion today: tell us first</source>
        <translation>Antes de su infusión de hoy: avísenos</translation>
    </message>
    <message>
        <source>Ask for a call from us</source>
        <translation>Pida que le llamemos</translation>
    </message>
</context>
<context>
    <name>Hours</name>
    <message>
        <source>Closed today</source>
        <translation>Hoy está cerrado</translation>
    </message>
    <message>
        <source>Open today from {opens} to {closes}</source>
        <translation>Abierto hoy de {opens} a {closes}</translation>
    </message>
    <message>
        <source>{day}: {opens} to {closes}</source>
        <translation>{day}: de {opens} a {closes}</translation>
    </message>
    <message>
        <source>{day} to {last}: {opens} to {closes}</source>
        <translation>{day} a {last}: de {opens} a {closes}</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Delete one letter</source>
        <translation>Borrar una letra</translation>
    </message>
    <message>
        <source>Capital letter</source>
        <translation>Mayúscula</translation>
    </message>
    <message>
        <source>Letters with accents</source>
        <translation>Letras con acento</translation>
    </message>
    <message>
        <source>Numbers and signs</source>
        <translation>Números y signos</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Campo siguiente</translation>
    </message>
    <message>
        <source>Hide keys</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>space</source>
        <translation>espacio</translation>
    </message>
</context>
<context>
    <name>LearnPage</name>
    <message>
        <source>Learn about your treatment</source>
        <translation>Conozca su tratamiento</translation>
    </message>
    <message>
        <source>There is nothing to read here yet.</source>
        <translation>Aún no hay nada que leer aquí.</translation>
    </message>
    <message>
        <source>Ask your nurse about this.</source>
        <translation>Pregunte sobre esto en enfermería.</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Ask your nurse about this.</source>
        <translation>Pregunte sobre esto en enfermería.</translation>
    </message>
    <message>
        <source>This page is not available here yet.</source>
        <translation>Esta página aún no está disponible aquí.</translation>
    </message>
    <message>
        <source>Feel ill? Call out to staff now. At home call 911.</source>
        <translation>¿Se siente mal? Pida ayuda al personal en voz alta ya. En casa, llame al&#xa0;911.</translation>
    </message>
</context>
<context>
    <name>RequestPage</name>
    <message>
        <source>Something new or getting worse? Tell the staff now.</source>
        <translation>¿Siente algo nuevo o que empeora? Avise al personal ahora.</translation>
    </message>
    <message>
        <source>A prescriber must order an infusion. We help you ask.</source>
        <translation>Su médico u otro profesional debe recetar la infusión. Le ayudamos a pedirla.</translation>
    </message>
    <message>
        <source>Requests are safe here, but going out late: the front desk is faster.</source>
        <translation>Su solicitud está segura aquí, pero saldrá tarde. En la recepción es más rápido.</translation>
    </message>
    <message numerus="yes">
        <source>We answer within %n working day(s).</source>
        <translation>
            <numerusform>Respondemos en %n día hábil o menos.</numerusform>
            <numerusform>Respondemos en %n días hábiles o menos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>A few short questions, one at a time.</source>
        <translation>Unas pocas preguntas cortas, una por una.</translation>
    </message>
    <message>
        <source>You check everything before it is sent.</source>
        <translation>Usted revisa todo antes de enviarlo.</translation>
    </message>
    <message>
        <source>Touch Clear at any time: then nothing is kept.</source>
        <translation>Toque Borrar cuando quiera: entonces no se guarda nada.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Aún no se ha enviado</translation>
    </message>
    <message>
        <source>Please check your answers. Touch one to change it.</source>
        <translation>Revise sus respuestas. Toque una para cambiarla.</translation>
    </message>
    <message>
        <source>change</source>
        <translation>cambiar</translation>
    </message>
    <message>
        <source>Show hidden answers</source>
        <translation>Ver respuestas ocultas</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Un momento…</translation>
    </message>
    <message>
        <source>Your request is safe with us.</source>
        <translation>Su solicitud está segura con nosotros.</translation>
    </message>
    <message>
        <source>Your receipt code</source>
        <translation>Su código de recibo</translation>
    </message>
    <message>
        <source>You may write it down. It says nothing about you.</source>
        <translation>Puede anotarlo. No dice nada sobre usted.</translation>
    </message>
    <message>
        <source>Demonstration, not a real center</source>
        <translation>Demostración, no es un centro real</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Qué sigue ahora</translation>
    </message>
    <message>
        <source>Safe here, but late: the front desk is faster.</source>
        <translation>Está segura aquí, pero saldrá tarde. En la recepción es más rápido.</translation>
    </message>
    <message numerus="yes">
        <source>We will contact you within %n working day(s).</source>
        <translation>
            <numerusform>Le contactaremos en %n día hábil o menos.</numerusform>
            <numerusform>Le contactaremos en %n días hábiles o menos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody called? Ask the front desk or call {phone}.</source>
        <translation>¿Nadie le llamó? Pregunte en la recepción o llame al {phone}.</translation>
    </message>
    <message>
        <source>Clear my screen</source>
        <translation>Borrar mi pantalla</translation>
    </message>
    <message>
        <source>This was not sent.</source>
        <translation>Esto no se envió.</translation>
    </message>
    <message>
        <source>Please go to the front desk.</source>
        <translation>Por favor, vaya a la recepción.</translation>
    </message>
    <message>
        <source>They can take your request now. Or call {phone}.</source>
        <translation>Allí pueden tomar su solicitud ahora. O llame al {phone}.</translation>
    </message>
    <message>
        <source>This screen could not keep it. Nothing is stored.</source>
        <translation>Esta pantalla no pudo guardarla. No quedó nada guardado.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar otra vez</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Search in your own words</source>
        <translation>Busque con sus palabras</translation>
    </message>
    <message>
        <source>Not found. If it is new, tell a nurse now.</source>
        <translation>No se encontró. Si es algo nuevo, avise a enfermería ahora.</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>Settings for this visit</source>
        <translation>Ajustes para esta visita</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claros</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuros</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Nothing moves</source>
        <translation>Nada se mueve</translation>
    </message>
    <message>
        <source>Size of the words</source>
        <translation>Tamaño de las letras</translation>
    </message>
    <message>
        <source>Colors</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Movimiento</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>These go back to normal when your visit ends.</source>
        <translation>Todo vuelve a lo normal cuando termina su visita.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>One moment…</source>
        <translation>Un momento…</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Where this comes from</source>
        <translation>De dónde viene esta información</translation>
    </message>
</context>
<context>
    <name>StaffCardPage</name>
    <message>
        <source>en</source>
        <comment>code of this language: en or es</comment>
        <translation>es</translation>
    </message>
    <message>
        <source>Please come here.</source>
        <translation>Por favor, venga aquí.</translation>
    </message>
    <message>
        <source>I feel: {symptom}</source>
        <translation>Me pasa esto: {symptom}</translation>
    </message>
    <message>
        <source>Call out if you need help now. Nobody has been called by this screen.</source>
        <translation>Si necesita ayuda ya, pídala en voz alta. Esta pantalla no llamó a nadie.</translation>
    </message>
    <message>
        <source>Staff is here</source>
        <translation>Ya llegó el personal</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>How can we help while you wait?</source>
        <translation>¿Cómo le ayudamos mientras espera?</translation>
    </message>
    <message>
        <source>Good morning.</source>
        <translation>Buenos días.</translation>
    </message>
    <message>
        <source>Good afternoon.</source>
        <translation>Buenas tardes.</translation>
    </message>
    <message>
        <source>Good evening.</source>
        <translation>Buenas noches.</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>Awaiting clinical review: a clinician has not yet checked this text.</source>
        <translation>Pendiente de revisión clínica: un profesional de salud aún no ha revisado este texto.</translation>
    </message>
    <message>
        <source>Reviewed by {by} on {on}.</source>
        <translation>Revisado por {by} el {on}.</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} de {count}</translation>
    </message>
</context>
<context>
    <name>SymptomPage</name>
    <message>
        <source>In the building</source>
        <translation>En el edificio</translation>
    </message>
    <message>
        <source>Later, at home</source>
        <translation>Después, en casa</translation>
    </message>
    <message>
        <source>Anything else, or not sure: tell a nurse now.</source>
        <translation>¿Algo más, o tiene dudas? Avise a enfermería ahora.</translation>
    </message>
    <message>
        <source>What it can feel and look like</source>
        <translation>Cómo puede sentirse y verse</translation>
    </message>
    <message>
        <source>Treatments that can cause it</source>
        <translation>Tratamientos que pueden causarlo</translation>
    </message>
    <message>
        <source>See also</source>
        <translation>Vea también</translation>
    </message>
</context>
<context>
    <name>TherapyPage</name>
    <message>
        <source>What to expect</source>
        <translation>Qué puede esperar</translation>
    </message>
    <message>
        <source>Tell us first about</source>
        <translation>Díganos antes de empezar</translation>
    </message>
    <message>
        <source>Emergency: call out now. At home call 911</source>
        <translation>Emergencia: pida ayuda ya. En casa, llame al&#xa0;911</translation>
    </message>
    <message>
        <source>Tell a nurse now. At home call us today</source>
        <translation>Avise a enfermería ahora. En casa, llámenos hoy</translation>
    </message>
    <message>
        <source>Common side effects</source>
        <translation>Efectos secundarios comunes</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Es bueno saber</translation>
    </message>
</context>
<context>
    <name>TurnStrip</name>
    <message>
        <source>Up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
</context>
</TS>
